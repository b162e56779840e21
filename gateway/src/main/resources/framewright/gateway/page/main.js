import { Problem, cancel, convert, getBlob, getJson, key, watch } from './api.js';
import { kindOf, recipesFor } from './recipes.js';
import { element, preview, seconds, size, timeline } from './view.js';

const $ = (id) => document.getElementById(id);
const RECENT = 20;

let formats = {};
let file;
let recipes = [];

// A key in the address is for one look only: it is kept, and taken out of the address and the history.
const given = new URLSearchParams(location.hash.slice(1)).get('key');
if (given) {
  key.set(given);
  history.replaceState(null, '', location.pathname);
}
window.onhashchange = () => location.reload();

async function enter() {
  try {
    if (!key.get()) throw new Problem(401, { message: '' });
    ({ formats } = await getJson('capabilities'));
  } catch (e) {
    askForKey(e);
    return;
  }
  $('key-form').hidden = true;
  $('forget-key').hidden = false;
  $('work').hidden = false;
  $('recent').hidden = false;
  await refresh();
}

function askForKey(why) {
  $('key-form').hidden = false;
  $('key-problem').hidden = !why.message;
  $('key-problem').textContent = `${why}`;
  $('key').focus();
}

$('key-form').onsubmit = (e) => {
  e.preventDefault();
  key.set($('key').value.trim());
  enter();
};

$('forget-key').onclick = () => {
  key.forget();
  location.reload();
};

// choosing a file

$('file').onchange = () => choose($('file').files[0]);
$('drop').onkeydown = (e) => {
  if (e.key === 'Enter' || e.key === ' ') $('file').click();
};
for (const type of ['dragenter', 'dragover']) {
  document.addEventListener(type, (e) => {
    e.preventDefault();
    $('drop').classList.add('over');
  });
}
for (const type of ['dragleave', 'drop']) {
  document.addEventListener(type, (e) => {
    e.preventDefault();
    $('drop').classList.remove('over');
  });
}
document.addEventListener('drop', (e) => choose(e.dataTransfer.files[0]));
$('other').onclick = () => choose(undefined);

function choose(chosen) {
  file = chosen;
  $('problem').hidden = true;
  $('drop').hidden = Boolean(file);
  $('wish').hidden = !file;
  if (!file) {
    $('file').value = '';
    return;
  }
  $('chosen').textContent = `${file.name}, ${size(file.size)}`;
  recipes = recipesFor(kindOf(file), formats);
  $('recipes').replaceChildren(
    $('recipes').firstElementChild,
    ...recipes.map((recipe, i) =>
      element(
        'label',
        {},
        element('input', { type: 'radio', name: 'recipe', value: `${i}`, checked: i === 0, onchange: showDetails }),
        recipe.name,
      ),
    ),
  );
  showDetails();
  $('go').focus();
}

const recipe = () => recipes[Number($('wish').elements.recipe.value)];

function showDetails() {
  $('details').replaceChildren(
    ...recipe().details.map(({ label, ...input }) =>
      element('label', {}, label, element('input', { ...input, value: input.value ?? '' })),
    ),
  );
}

// the job

$('wish').onsubmit = async (e) => {
  e.preventDefault();
  const values = Object.fromEntries(new FormData($('wish')));
  const before = file;
  $('go').disabled = true;
  $('problem').hidden = true;
  const bar = element('progress', { max: 100, value: 0 });
  const words = element('p', { className: 'faint' }, 'uploading');
  show(element('h2', {}, before.name), bar, words);
  try {
    const job = await convert(before, recipe().wish(values), (part) => (bar.value = part * 100));
    $('go').disabled = false;
    choose(undefined);
    await follow(job, before, bar, words);
  } catch (problem) {
    $('current').hidden = true;
    $('problem').hidden = false;
    $('problem').textContent = `${problem}`;
  } finally {
    $('go').disabled = false;
  }
};

function show(...children) {
  $('current').hidden = false;
  $('current').replaceChildren(...children);
}

async function follow(job, before, bar, words) {
  bar.value = 0;
  words.textContent = 'queued';
  const stop = element('button', { className: 'quiet' }, 'Cancel');
  stop.onclick = async () => {
    stop.disabled = true;
    try {
      await cancel(job.id);
      words.textContent = 'cancelling';
    } catch (problem) {
      words.textContent = `${problem}`;
    }
  };
  $('current').append(element('div', { className: 'row' }, stop));
  refresh();
  await watch(job.id, (type, data) => {
    if (type !== 'progress') return;
    bar.value = data.percentage;
    words.textContent = [data.stage, data.eta_seconds && `${Math.ceil(data.eta_seconds)} s to go`].filter(Boolean).join(', ');
  });
  const ended = await getJson(`jobs/${job.id}`);
  const { events } = await getJson(`jobs/${job.id}/history`);
  show(element('h2', {}, before.name), ...(await result(ended, before)), timeline(events));
  refresh();
}

async function result(job, before) {
  if (job.status === 'failed') {
    return [element('p', { className: 'problem' }, `${new Problem(0, job.error)}`)];
  }
  if (job.status === 'cancelled') return [element('p', {}, 'Cancelled.')];
  const figures = [figure(before, 'before', `${before.name}, ${size(before.size)}`)];
  for (const output of job.outputs) {
    const blob = await getBlob(`jobs/${job.id}/outputs/${encodeURIComponent(output.name)}`);
    figures.push(figure(blob, output.name, described(output), output.url));
  }
  return [
    element('p', { className: 'completed' }, `Completed in ${seconds(job.created_at, job.completed_at)}.`),
    ...job.warnings.map((warning) => element('p', { className: 'note' }, warning.message ?? `${warning}`)),
    element('div', { className: 'pair' }, ...figures),
  ];
}

function figure(blob, name, words, url) {
  const caption = element('figcaption', {}, words);
  if (url) caption.append(' ', element('a', { href: url, download: name }, 'Download'));
  return element('figure', {}, preview(blob, name), caption);
}

function described(output) {
  const sides = output.width && `${output.width} × ${output.height}`;
  const time = output.duration_seconds && `${output.duration_seconds.toFixed(1)} s`;
  return [output.name, sides, time, size(output.bytes)].filter(Boolean).join(', ');
}

// the list

async function refresh() {
  const { jobs } = await getJson(`jobs?per_page=${RECENT}`);
  $('none').hidden = jobs.length > 0;
  $('jobs').replaceChildren(...jobs.map(row));
}

function row(job) {
  const made = job.outputs.map((output) => `${output.name}, ${size(output.bytes)}`).join('; ');
  const said = made || job.error?.code || job.stage;
  const line = element(
    'summary',
    {},
    element('span', { className: job.status }, job.status),
    element('span', {}, said),
    element('span', { className: 'faint' }, new Date(job.created_at).toLocaleString()),
  );
  const details = element('details', {}, line);
  details.ontoggle = () => details.open && open(job.id, details, line);
  return element('li', {}, details);
}

async function open(id, details, line) {
  try {
    const [job, { events }] = await Promise.all([getJson(`jobs/${id}`), getJson(`jobs/${id}/history`)]);
    const links = job.outputs.map((output) =>
      element('p', {}, `${described(output)} `, element('a', { href: output.url, download: output.name }, 'Download')),
    );
    const error = job.error ? [element('p', { className: 'problem' }, `${new Problem(0, job.error)}`)] : [];
    details.replaceChildren(line, ...error, ...links, timeline(events), element('p', { className: 'faint' }, id));
  } catch (problem) {
    details.replaceChildren(line, element('p', { className: 'problem' }, `${problem}`));
  }
}

enter();
