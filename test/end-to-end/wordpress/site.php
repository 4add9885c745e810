<?php
/**
 * Must-use plugin of the tests' site: announcements, a type of their own without the block editor,
 * as many cities have; and the block editor's for posts.
 */
add_action('init', function () {
  register_post_type('oshirase', [
    'label' => 'お知らせ',
    'public' => true,
    'supports' => ['title', 'editor', 'excerpt', 'comments'],
  ]);
  register_post_type('gyoji', [
    'label' => '行事',
    'public' => true,
    'show_in_rest' => true,
    'supports' => ['title', 'editor'],
  ]);
});
