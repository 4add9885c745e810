<?php
/** Makes the tests' site: its database, one editor, Japanese time, addresses with names. */
$database = new mysqli('localhost', 'root', '', '', 0, getenv('WORDPRESS_SOCKET'));
$database->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('WORDPRESS_URL'), PHP_URL_HOST);
require ABSPATH . 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
// Nobody is written to.
function wp_mail() {
  return true;
}
wp_install('横手市', 'koho', 'koho@yokote.test', true, '', getenv('WORDPRESS_PASSWORD'));
update_option('timezone_string', 'Asia/Tokyo');
update_option('permalink_structure', '/%postname%/');
update_option('comment_moderation', '0');
update_option('comment_previously_approved', '0');
flush_rewrite_rules();
// Of the sample contents one post stays, for comments.
wp_delete_post(2, true);
wp_delete_post(3, true);
$person = get_user_by('login', 'koho')->ID;
wp_update_user(['ID' => $person, 'display_name' => '広報係']);
// The block editor greets newcomers with a guide in the way of the text.
update_user_meta($person, 'wp_persisted_preferences', [
  'core/edit-post' => ['welcomeGuide' => false, 'fullscreenMode' => false],
  '_modified' => '2026-01-01T00:00:00.000Z',
]);
