import { describe, expect, it } from 'vitest';
import { recognise } from '../../../../shared/posting/recognise.ts';

const host = 'https://graph.facebook.com';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

function actOf(method: string, path: string, fields: Record<string, string> = {}) {
  const body = new TextEncoder().encode(new URLSearchParams(fields).toString());
  const { service, act } = recognise({ method, url: host + path, headers: form, body });
  return { service, act };
}

describe('the Graph API', () => {
  it.each([
    ['a post in any version', 'POST', '/v99.1/1/feed', { message: 'a' }, 'post'],
    ['a post that is held back', 'POST', '/1/feed', { message: 'a', published: 'false' }, 'upload'],
    [
      'a time before a held state',
      'POST',
      '/1/feed',
      { published: 'false', scheduled_publish_time: '9' },
      'schedule',
    ],
    ['a part of a video', 'POST', '/1/videos', { upload_phase: 'transfer' }, 'upload'],
    ['the end of a video', 'POST', '/1/videos', { upload_phase: 'finish' }, 'post'],
    ['the end of a story', 'POST', '/1/video_stories', { upload_phase: 'finish' }, 'story'],
    ['an edit', 'POST', '/1_2', { message: 'a' }, 'edit'],
    ['a deletion by a field', 'POST', '/1_2', { method: 'DELETE' }, 'delete'],
    ['a deletion by the query', 'POST', '/1_2?method=delete', {}, 'delete'],
    ['a page about itself', 'POST', '/1', { about: 'a' }, 'profile'],
    [
      'a page about itself that is deleted',
      'POST',
      '/1',
      { about: 'a', method: 'delete' },
      'delete',
    ],
    ['a message', 'POST', '/me/messages', { message: '{"text":"a"}' }, 'message'],
    ['a sign that someone writes', 'POST', '/me/messages', { sender_action: 'typing_on' }, null],
    ['an edge that nobody knows', 'POST', '/1/hologram', { message: 'a' }, 'unknown-write'],
  ])('%s', (_, method, path, fields, act) => {
    expect(actOf(method, path, fields as Record<string, string>)).toEqual({
      service: 'facebook',
      act,
    });
  });

  it('takes the words of a batch one by one', () => {
    const batch = [
      { method: 'POST', relative_url: '/v19.0/1/photo_stories', body: 'photo_id=1' },
      { method: 'POST', relative_url: '1?about=a' },
      { method: 'POST', relative_url: '1/likes' },
    ];
    const body = new TextEncoder().encode(JSON.stringify({ batch }));
    const found = recognise({ method: 'POST', url: `${host}/`, headers: {}, body });
    expect(found.postings.map(({ act }) => act)).toEqual(['story', 'edit']);
  });
});
