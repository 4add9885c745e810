/**
 * What `npm test` needs before it starts: real browsers with Japanese letters, the tests' own
 * packages (a Bluesky server, the pages that upload), the built extension, the built console.
 * Debian's packages are installed where we may; else they are named.
 */
import { existsSync } from 'node:fs';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { installApart } from './install-apart.ts';
import { run } from './run.ts';

const needed = [
  { pkg: 'chromium', file: '/usr/lib/chromium/chromium' },
  { pkg: 'firefox-esr', file: '/usr/lib/firefox-esr/firefox-esr' },
  { pkg: 'fonts-noto-cjk', file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' },
];

const missing = () => needed.filter(({ file }) => !existsSync(file)).map(({ pkg }) => pkg);

if (process.platform === 'linux' && missing().length > 0) {
  const packages = missing();
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.env.DEBIAN_FRONTEND = 'noninteractive';
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  const still = missing();
  if (still.length > 0) {
    process.stderr.write(
      `The tests drive real browsers. Install them and run npm test again:\n  sudo apt-get install ${still.join(' ')}\n`,
    );
    process.exit(1);
  }
}

installApart('bluesky');
installApart('upload-pages');

for (const build of Object.values(builds)) await buildWhenStale(build);
