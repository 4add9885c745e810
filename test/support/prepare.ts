/**
 * What `npm test` needs before it starts: real browsers with Japanese letters, the tests' own
 * packages (a Bluesky server, the pages that upload), the built extension, the built console.
 * Debian's packages are installed where we may; else they are named.
 */
import { existsSync } from 'node:fs';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { dokuwikiMissing } from './dokuwiki.ts';
import { installApart } from './install-apart.ts';
import { run } from './run.ts';
import { wordpressMissing, wordpressPackages } from './wordpress.ts';

const needed = [
  { pkg: 'chromium', file: '/usr/lib/chromium/chromium' },
  { pkg: 'firefox-esr', file: '/usr/lib/firefox-esr/firefox-esr' },
  { pkg: 'fonts-noto-cjk', file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' },
];

/** Not needed: without them the tests of a real wiki and a real blog say "not run". With php-cgi no web server comes along. */
const wished = [
  {
    what: 'a real wiki',
    packages: ['dokuwiki', 'php-cli', 'php-cgi', 'php-xml'],
    missing: dokuwikiMissing,
  },
  { what: 'a real WordPress', packages: wordpressPackages, missing: wordpressMissing },
];

const missing = () => needed.filter(({ file }) => !existsSync(file)).map(({ pkg }) => pkg);

if (process.platform === 'linux' && missing().length > 0) {
  const packages = missing();
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.env.DEBIAN_FRONTEND = 'noninteractive';
    // A list that could not be fetched leaves an older browser to be installed, so more than once.
    run('apt-get', ['update', '-qq', '-o', 'Acquire::Retries=5']);
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

const absent = () => wished.filter(({ missing }) => missing() !== '');

if (process.platform === 'linux' && absent().length > 0) {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.env.DEBIAN_FRONTEND = 'noninteractive';
    const install = ['install', '-y', '-qq', '--no-install-recommends'];
    install.push('-o', 'Dpkg::Options::=--force-confold');
    const packages = [...new Set(absent().flatMap((each) => each.packages))];
    if (!run('apt-get', [...install, ...packages])) {
      run('apt-get', ['update', '-qq']);
      run('apt-get', [...install, ...packages]);
    }
  }
  for (const { what, missing } of absent()) {
    process.stderr.write(`not run: the test of ${what}; ${missing()}\n`);
  }
}

installApart('bluesky');
installApart('upload-pages');

for (const build of Object.values(builds)) await buildWhenStale(build);
