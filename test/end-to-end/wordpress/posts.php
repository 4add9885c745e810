<?php
/** Out: what stands on the site now, as JSON: posts, comments, files. */
$_SERVER['HTTP_HOST'] = parse_url(getenv('WORDPRESS_URL'), PHP_URL_HOST);
require ABSPATH . 'wp-load.php';
$all = get_posts([
  'post_type' => 'any',
  'post_status' => ['publish', 'future', 'draft', 'pending', 'private', 'trash', 'inherit'],
  'numberposts' => -1,
  'orderby' => 'ID',
  'order' => 'ASC',
]);
$said = fn($post) => [
  'id' => $post->ID,
  'type' => $post->post_type,
  'status' => $post->post_status,
  'title' => $post->post_title,
  'content' => $post->post_content,
  'link' => get_permalink($post),
];
$comment = fn($each) => [
  'id' => (int) $each->comment_ID,
  'post' => (int) $each->comment_post_ID,
  'status' => $each->comment_approved,
  'content' => $each->comment_content,
];
echo json_encode([
  'posts' => array_map($said, $all),
  'comments' => array_map($comment, get_comments(['status' => 'any', 'order' => 'ASC'])),
]);
