/** Where Chromium and its kin are usually installed. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

/**
 * Chromium first: Google Chrome and newer Edge load no unpacked extension from the command line.
 * @param folders of the system: programs (Windows), home
 */
export function chromiumPlaces(
  platform: NodeJS.Platform,
  folders: { readonly programs: readonly string[]; readonly home: string },
): string[] {
  switch (platform) {
    case 'win32':
      return folders.programs.flatMap((programs) => [
        path.win32.join(programs, 'Chromium', 'Application', 'chrome.exe'),
        path.win32.join(programs, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        path.win32.join(programs, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      ]);
    case 'darwin':
      return ['/Applications', path.posix.join(folders.home, 'Applications')].flatMap((folder) => [
        `${folder}/Chromium.app/Contents/MacOS/Chromium`,
        `${folder}/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
        `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
      ]);
    default:
      // The real binary before Debian's wrapper, which adds flags of its own.
      return [
        '/usr/lib/chromium/chromium',
        '/usr/lib/chromium-browser/chromium-browser',
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/snap/bin/chromium',
        '/usr/bin/microsoft-edge',
        '/usr/bin/google-chrome',
      ];
  }
}

/** The first that may be run, or null. */
export async function firstExecutable(places: readonly string[]): Promise<string | null> {
  for (const place of places) {
    try {
      await access(place, constants.X_OK);
      return place;
    } catch {
      // Not there, or not ours to run: the next one.
    }
  }
  return null;
}
