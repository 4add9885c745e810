/** The state that a request gives to a post of WordPress → its act. */
import type { Act } from '../service.ts';

/**
 * @param published what it is where the state is one that readers see
 * @returns null: the state says nothing about that
 */
export function actOfStatus(status: string, published: Act): Act | null {
  switch (status.trim().toLowerCase()) {
    case 'publish':
    case 'private':
      return published;
    case 'future':
      return 'schedule';
    case 'draft':
    case 'auto-draft':
    case 'pending':
      return 'upload';
    case 'trash':
      return 'delete';
    default:
      return null;
  }
}
