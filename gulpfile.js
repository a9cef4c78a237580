const gulp = require('gulp');

// Compiled code goes to dist by tsc; this brings what tsc leaves behind: icons and codex files.
const assets = ['{nodes,credentials}/**/*.{svg,png}', '{nodes,credentials}/**/*.node.json'];

// encoding: false, because gulp 5 would otherwise read images as text
exports.assets = () => gulp.src(assets, { encoding: false, base: '.' }).pipe(gulp.dest('dist'));
