/** The names of the extension: the same on every machine. */

/** In Firefox. */
export const geckoId = 'sekisho@localhost';

/**
 * Public half of the key that names the extension in Chromium (id: first 16 bytes of its SHA-256,
 * with the letters a–p as digits). Packed with a key of the city's own, it has an id of its own.
 */
export const chromiumKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsEoQSGUOK9FKJvg+VFJ2wuILDsqaEJK4DTc0EvMxFjoiuiQ7OoLAYhlxjFAYwUQRM33K5Oqy5chmYpWk4SwbaS0yRWaxhdtZYZFtKNtNfv4Pa/PI0uuH4tCTkgZqGZZ9XhoDGRMFbmAtaWvb+6FMmH1/Lia36RNX90qTsUlCAHVm0IsPQd1QZQyXHlnMgjqLpxk/xdpPvAUXeEHI0jqxjgaQ5+evvcz8/GnAczQMUFX9Rq2IxucCaMvU3q1HW56F5+5VG3QWT9SSRZDkHP8xcG+XL8vY/9L8/iwHX7zO1Ohy1xnWyRGFVGzuy8U9OlRZ6Ww47x279kwPhTD74z3hjQIDAQAB';
export const chromiumId = 'dppfhmjfkgighkgpekmjjmfkogbbdmkd';
