// A form that asks the browser for a passkey before it is posted: data-passkey says whether to
// "get" one or to "create" it, data-options what the service asks, in JSON (WebAuthn, level 3).

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) =>
    letter.charCodeAt(0),
  );

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withBytes = (keys) => keys?.map((key) => ({ ...key, id: toBytes(key.id) }));

function asked(options) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: toBytes(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: withBytes(options.allowCredentials) }),
    ...(options.excludeCredentials && {
      excludeCredentials: withBytes(options.excludeCredentials),
    }),
  };
}

function answered(key) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
    if (key.response[name]) response[name] = toText(key.response[name]);
  }
  const id = toText(key.rawId);
  return { id, rawId: id, type: key.type, response, clientExtensionResults: {} };
}

export function askForPasskey(form) {
  if (!window.PublicKeyCredential) return;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    const publicKey = asked(JSON.parse(form.dataset.options));
    try {
      const key = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.answer.value = JSON.stringify(answered(key));
    } catch {
      form.elements.answer.value = "none"; // refused or timed out: the service says what to do
    }
    form.submit();
  });
}
