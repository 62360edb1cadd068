// Boxes of a table: all at once, ranges with Shift, and how many are ticked.
const boxes = (group) => [...document.querySelectorAll(`input[data-select="${CSS.escape(group)}"]`)];
const bar = (group) => document.querySelector(`form[data-selection="${CSS.escape(group)}"]`);
const last = new Map();

const count = (group) => {
  const all = boxes(group);
  const ticked = all.filter((box) => box.checked).length;
  for (const head of document.querySelectorAll(`[data-select-all="${CSS.escape(group)}"]`)) {
    head.checked = ticked > 0 && ticked === all.length;
    head.indeterminate = ticked > 0 && ticked < all.length;
  }
  const form = bar(group);
  if (!form) return;
  const output = form.querySelector("[data-selection-count]");
  output.dataset.none ??= output.textContent;
  output.textContent = ticked ? `${ticked} ${form.dataset.noun}` : output.dataset.none;
  form.toggleAttribute("data-any", ticked > 0);
  for (const button of form.querySelectorAll("button")) button.disabled = ticked === 0;
};

const refresh = () => {
  for (const form of document.querySelectorAll("form[data-selection]")) count(form.dataset.selection);
};

document.addEventListener("change", ({ target }) => {
  const { selectAll, select } = target.dataset ?? {};
  if (selectAll) boxes(selectAll).forEach((box) => (box.checked = target.checked));
  if (selectAll || select) count(selectAll || select);
});

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches("input[data-select]")) return;
  const group = box.dataset.select;
  const row = boxes(group);
  const [from, to] = [row.indexOf(last.get(group)), row.indexOf(box)].sort((a, b) => a - b);
  if (event.shiftKey && from >= 0) {
    for (const between of row.slice(from, to + 1)) between.checked = box.checked;
    count(group);
  }
  last.set(group, box);
});

document.addEventListener("htmx:afterSettle", refresh);
document.addEventListener("htmx:historyRestore", refresh);
window.addEventListener("pageshow", refresh);
refresh();
