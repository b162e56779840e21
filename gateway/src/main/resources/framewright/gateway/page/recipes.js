// What can be made of a file: a name, what is asked for, and which details may be set.

const WIDTH = { name: 'width', label: 'Width in pixels (empty: as it is)', type: 'number', min: 1, max: 16384 };
const QUALITY = { name: 'quality', label: 'Quality, 1 to 100', type: 'number', min: 1, max: 100 };
const START = { name: 'start', label: 'From second', type: 'number', min: 0, value: 0 };
const LENGTH = { name: 'duration', label: 'Seconds', type: 'number', min: 1, max: 30, value: 3 };

const number = (text) => (text === '' || text === undefined ? undefined : Number(text));
const resize = (values) => (number(values.width) ? [{ type: 'resize', width: number(values.width) }] : []);

const picture = (name, format, details = [WIDTH, QUALITY], more = []) => ({
  name,
  format,
  details,
  wish: (values) => ({
    output: { format, image: number(values.quality) ? { quality: number(values.quality) } : undefined },
    operations: [...resize(values), ...more],
  }),
});

const film = (name, format) => ({
  name,
  format,
  details: [WIDTH],
  wish: (values) => ({ output: format, operations: resize(values) }),
});

const sound = (name, format) => ({ name, format, details: [], wish: () => ({ output: format, operations: [] }) });

const made = (name, format, details, operations) => ({
  name,
  format,
  details,
  wish: (values) => ({ output: format, operations: operations(values) }),
});

const RECIPES = {
  image: [
    picture('WebP', 'webp'),
    picture('AVIF', 'avif'),
    picture('JPEG', 'jpeg'),
    picture('PNG', 'png', [WIDTH]),
    made('Square, 400 × 400', 'webp', [], () => [{ type: 'resize', width: 400, height: 400, fit: 'cover' }]),
    made('Grey', 'webp', [WIDTH], (values) => [...resize(values), { type: 'grayscale' }]),
    made('Round', 'png', [], () => [
      { type: 'resize', width: 400, height: 400, fit: 'cover' },
      { type: 'round_corners', percent: 50 },
    ]),
    made('Blurred', 'jpeg', [WIDTH], (values) => [...resize(values), { type: 'blur', sigma: 8 }]),
  ],
  video: [
    film('MP4', 'mp4'),
    film('WebM', 'webm'),
    made('Thumbnail', 'jpg', [START], (values) => [{ type: 'thumbnail', timestamp: number(values.start) ?? 0, width: 640 }]),
    made('Contact sheet', 'jpg', [], () => [{ type: 'thumbnail_grid', rows: 3, cols: 4, width: 1280, height: 720 }]),
    made('GIF', 'gif', [START, LENGTH], (values) => [
      { type: 'preview', start: number(values.start) ?? 0, duration: number(values.duration) ?? 3, fps: 10, width: 320 },
    ]),
    made('Sound only (MP3)', 'mp3', [], () => []),
  ],
  audio: [
    sound('MP3', 'mp3'),
    sound('M4A', 'm4a'),
    sound('Opus', 'opus'),
    sound('FLAC', 'flac'),
    sound('WAV', 'wav'),
    made('Waveform', 'png', [], () => [{ type: 'waveform', width: 1280, height: 240 }]),
  ],
};

const SAME = { jpg: 'jpeg' };

/** Image, video or audio; what the browser does not know is taken for a film, and the platform looks for itself. */
export function kindOf(file) {
  const kind = file.type.split('/')[0];
  return kind in RECIPES ? kind : 'video';
}

/** What this platform can make of such a file. */
export function recipesFor(kind, formats) {
  const known = new Set(Object.values(formats).flat());
  return RECIPES[kind].filter((recipe) => known.has(SAME[recipe.format] ?? recipe.format));
}
