const { dest, src } = require('gulp');

/** Copies what tsc leaves out: icons and the nodes' codex files. Binary safe. */
const assets = () =>
	src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(dest('dist'));

exports.assets = assets;
exports.default = assets;
