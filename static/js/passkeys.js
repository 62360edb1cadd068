// Passkeys: a form with data-passkey asks the browser for one before it is sent.
// data-passkey: "get" proves, "create" adds. The server's options are a JSON script, or fetched from data-options-url.
const WORDS = {
  AbortError: "The passkey was not used. Try again.",
  InvalidStateError: "This device already holds a passkey for you.",
  NotAllowedError: "No passkey was used: it was cancelled, took too long, or this device has none for you here.",
  NotSupportedError: "This device cannot make such a passkey.",
  SecurityError: "Passkeys need https and a host name. At 127.0.0.1, open the same page at localhost.",
};

const optionsOf = async ({ dataset }) => {
  if (!dataset.optionsUrl) return JSON.parse(document.getElementById(dataset.options).textContent);
  const answer = await fetch(dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("Too many attempts. Wait a minute, then try again.");
  return answer.json();
};

const create = (options, form) => {
  const replaces = form.elements.passwordless?.checked ?? false;
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: replaces ? "required" : "discouraged",
    requireResidentKey: replaces,
    ...(replaces && { userVerification: "required" }),
  });
  return window.webauthnJSON.create(options);
};

const credentialFor = async (form) => {
  if (!window.webauthnJSON?.supported()) throw new Error("This browser offers no passkeys at this address.");
  const { creation_options: creation, request_options: request } = await optionsOf(form);
  return creation ? create(creation, form) : window.webauthnJSON.get(request);
};

const ask = async (event) => {
  const form = event.currentTarget;
  event.preventDefault();
  event.stopPropagation();
  const problem = form.querySelector("[data-passkey-problem]");
  problem.textContent = "";
  try {
    form.elements.credential.value = JSON.stringify(await credentialFor(form));
    form.submit();
  } catch (error) {
    problem.textContent = WORDS[error.name] ?? error.message;
  }
};

for (const form of document.querySelectorAll("form[data-passkey]")) form.addEventListener("submit", ask);
