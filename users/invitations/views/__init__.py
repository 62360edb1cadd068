"""Inviting people, who was invited, and sending their invitations again."""
