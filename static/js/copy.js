// Copy buttons: data-copy holds the text; when it is empty, the text is in the same block.
const announcer = () => document.getElementById("announcer");

const textFor = (button) => {
  if (button.dataset.copy) return button.dataset.copy;
  const named = button.dataset.copyFrom && document.getElementById(button.dataset.copyFrom);
  const source = named || button.closest("[data-copy-scope]")?.querySelector("[data-copy-source]");
  return source ? source.value ?? source.textContent : "";
};

// Without a secure connection browsers offer no clipboard: select a hidden field the old way.
const copyByHand = (text) => {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByHand(text);
  }
};

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const done = await copy(textFor(button));
  button.focus();
  button.dataset.copied = done ? "yes" : "no";
  announcer().textContent = done ? "Copied" : "Could not be copied: select the text instead";
  setTimeout(() => {
    delete button.dataset.copied;
    announcer().textContent = "";
  }, 2000);
});
