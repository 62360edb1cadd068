// Dialogs and menus. Openers are links to the same form as a page, so all of it works without this file.
const openable = (id) => {
  const dialog = id && document.getElementById(id);
  return dialog instanceof HTMLDialogElement ? dialog : null;
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = openable(opener?.dataset.dialog);
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (dialog && plain) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-dialog-close]");
  const open = closer?.closest("dialog");
  if (open) {
    event.preventDefault();
    open.close();
  }
});

// A press on the backdrop closes; a drag that began inside does not.
document.addEventListener("mousedown", ({ target }) => {
  if (!(target instanceof HTMLDialogElement)) return;
  target.addEventListener("mouseup", (up) => up.target === target && target.close(), { once: true });
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id === "dialog" && target.childElementCount && !target.open) target.showModal();
});

document.addEventListener("close-dialog", () => openable("dialog")?.close());

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
};

document.addEventListener("click", ({ target }) => closeMenus(target.closest("details[data-menu]")));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement?.closest("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
