"""The seam to AWS: the one place that knows boto3."""
