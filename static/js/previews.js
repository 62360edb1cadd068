// An e-mail's HTML goes by a form into a frame without rights: it is never part of this page.
const input = (name, value) => {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
};

const show = (frame) => {
  const { shown, html, action } = frame.dataset;
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action, target: frame.name, hidden: true });
  form.append(input("csrfmiddlewaretoken", token.value), input("shown", shown), input(`html-${shown}`, html));
  document.body.append(form);
  form.submit();
  form.remove();
};

const showAll = (root) => root.querySelectorAll("iframe[data-html]").forEach(show);

showAll(document);
document.addEventListener("htmx:afterSettle", ({ detail }) => showAll(detail.elt));

// A form with a preview of its own in a frame sends itself there, as its preview button would, while somebody writes.
const refresh = (button) => {
  const { form } = button;
  const { action, target } = form;
  form.action = button.formAction;
  form.target = button.formTarget;
  form.submit();
  form.action = action;
  form.target = target;
};

let waiting;
document.addEventListener("input", ({ target }) => {
  const button = target.matches("[data-previews]") && target.form.querySelector("[data-preview]");
  if (!button) return;
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 400, button);
});
