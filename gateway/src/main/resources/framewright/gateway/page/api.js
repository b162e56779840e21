// Talks to /api/v1 with the caller's key.

const BASE = '/api/v1';
const KEPT_AS = 'framewright-api-key';

/** What the server said was wrong, or what kept us from asking it. */
export class Problem extends Error {
  constructor(status, error) {
    super(error.message);
    this.status = status;
    this.code = error.code;
    this.hint = error.hint;
    this.requestId = error.request_id;
  }

  toString() {
    const hint = this.hint ? ` ${this.hint}` : '';
    const place = [this.code, this.requestId && `request ${this.requestId}`].filter(Boolean).join(', ');
    return `${this.message}${hint}${place ? ` (${place})` : ''}`;
  }
}

const UNREACHABLE = new Problem(0, {
  message: 'The platform does not answer.',
  hint: 'Is it running? ./framewright status says so.',
});

export const key = {
  get: () => localStorage.getItem(KEPT_AS),
  set: (value) => localStorage.setItem(KEPT_AS, value),
  forget: () => localStorage.removeItem(KEPT_AS),
};

async function send(path, options = {}) {
  let response;
  try {
    response = await fetch(path.startsWith('/') ? path : `${BASE}/${path}`, {
      ...options,
      headers: { 'X-API-Key': key.get() ?? '', ...options.headers },
    });
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw UNREACHABLE;
  }
  if (!response.ok) throw problem(response.status, await response.text());
  return response;
}

function problem(status, text) {
  try {
    return new Problem(status, JSON.parse(text).error);
  } catch {
    return new Problem(status, { message: `The platform answered with status ${status}.` });
  }
}

export const getJson = async (path) => (await send(path)).json();
export const getBlob = async (path) => (await send(path)).blob();
export const cancel = (id) => send(`jobs/${id}`, { method: 'DELETE' });

/** Uploads and asks in one request; `sent` hears how much of the file is through, 0 to 1. */
export function convert(file, wish, sent) {
  const form = new FormData();
  form.append('file', file);
  form.append('output', typeof wish.output === 'string' ? wish.output : JSON.stringify(wish.output));
  if (wish.operations.length) form.append('operations', JSON.stringify(wish.operations));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far an upload is
    request.open('POST', `${BASE}/convert`);
    request.setRequestHeader('X-API-Key', key.get() ?? '');
    request.upload.onprogress = (e) => sent(e.loaded / e.total);
    request.onerror = () => reject(UNREACHABLE);
    request.onload = () =>
      request.status < 300
        ? resolve(JSON.parse(request.responseText).job)
        : reject(problem(request.status, request.responseText));
    request.send(form);
  });
}

/**
 * Follows a job: calls `on(type, data)` for each event until the job has ended. A connection that
 * breaks off is taken up again after the last event that was seen.
 */
export async function watch(id, on, signal) {
  let last = '';
  for (;;) {
    try {
      const headers = last ? { 'Last-Event-ID': last } : {};
      const response = await send(`jobs/${id}/events`, { headers, signal });
      for await (const event of frames(response.body)) {
        last = event.id ?? last;
        on(event.type, event.data);
        if (event.type !== 'progress') return;
      }
    } catch (e) {
      if (e.name === 'AbortError') return;
      if (e instanceof Problem && e.status >= 400 && e.status < 500) throw e;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** text/event-stream of the HTML standard, as far as the platform writes it. */
async function* frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n\n');
    rest = parts.pop();
    for (const part of parts) {
      const fields = {};
      for (const line of part.split('\n')) {
        const colon = line.indexOf(':');
        if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
      }
      if (fields.event) yield { id: fields.id, type: fields.event, data: JSON.parse(fields.data) };
    }
  }
}
