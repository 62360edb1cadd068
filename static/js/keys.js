const searchFor = (field) => {
  field.focus();
  field.select();
};

// Ctrl-K goes to the search over all pools, wherever one is.
document.addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const search = document.querySelector(".site-search input");
  if (!search) return;
  event.preventDefault();
  // Where there is no room for the field, its page has it.
  if (search.checkVisibility()) searchFor(search);
  else location.assign(search.form.action);
});

// "/" goes to the search field, unless the person is typing somewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  const search = document.querySelector("main input[type=search]") ?? document.querySelector(".site-search input");
  if (!search) return;
  event.preventDefault();
  searchFor(search);
});
