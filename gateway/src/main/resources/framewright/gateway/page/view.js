// Small helpers that make elements and words.

/** An element with properties and children; text is never read as HTML. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function size(bytes) {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export function seconds(from, to) {
  return `${((new Date(to) - new Date(from)) / 1000).toFixed(1)} s`;
}

const PREVIEWED_AT_MOST = 200e6;

/** Shows what is in a blob, as far as browsers can. */
export function preview(blob, name) {
  if (blob.size > PREVIEWED_AT_MOST) return element('p', { className: 'note' }, 'Too large to show here.');
  const kind = blob.type.split('/')[0];
  const src = URL.createObjectURL(blob);
  const shown = { image: 'img', video: 'video', audio: 'audio' }[kind];
  if (!shown) return element('p', { className: 'note' }, 'Browsers cannot show this.');
  const made = element(shown, shown === 'img' ? { src, alt: name } : { src, controls: true });
  made.onerror = () => made.replaceWith(element('p', { className: 'note' }, 'This browser cannot show it; other programs can.'));
  return made;
}

const WORDS = {
  JobAccepted: 'accepted',
  JobReused: 'another job had made the very same',
  TaskDispatched: 'offered to the workers',
  TaskStarted: 'a worker started',
  TaskCompleted: 'the worker is done',
  TaskRetryScheduled: 'it will be tried again',
  JobCompleted: 'completed',
  JobFailed: 'failed',
  JobCancelled: 'cancelled',
};

/** A job's events, each with the time since the first. */
export function timeline(events) {
  return element(
    'ol',
    { className: 'times' },
    ...events.map((event) =>
      element(
        'li',
        { title: event.time },
        element('span', {}, `+${seconds(events[0].time, event.time)}`),
        WORDS[event.type] ?? event.type,
      ),
    ),
  );
}
