/** 7z archives that 7-Zip 26 made: 名簿.txt, folder/b.txt, empty.txt; the password is `ひみつ-1`. */

export const sevenZipPassword = 'ひみつ-1';

/** 名簿.txt holds this. */
export const sevenZipText = '個人番号 (test)';

const made = {
  open: 'N3q8ryccAAQrWEcbvwAAAAAAAAAiAAAAAAAAANWO3GvgB+MAMV0AcaBMUASE0EGI/BKU2CXhFM78UyhoJU0bVAriJhrK5sQCnVYMhx+hqr7NghbJmggAAAAAAIEzB64P0YkKnKCQoHdexUAYoD3Y9oIpz9OVeOwfFjPicFCCGP2kYvAGUM3K2Uenkp2M3HeahDRcF///anUJeaY7S+xjkbWcU5+K7aiyZn1q9TfMOlt69NIddrJCkqSDF7ukMDTDSY4/OGfppZ4sKbItCrdgOs6jxc2N5+H7xCXqzAAAABcGOQEJgIYABwsBAAEjAwEBBV0AEAAADIDGCgEEhuGIAAA=',
  contents:
    'N3q8ryccAARtuEIm3QAAAAAAAAAiAAAAAAAAALVXt2U2WTjSovkCiRfeso0s3LWObbAmrs9AOzhTSikkE7Ec9AsFyq7IkxZEAzEsE0AEFg9VohL3Hj4oWWAMQTAUWBQ6AACBMweuD9Hy+/1Au5RkOzmkeudqI0XRPSsyOtQdddg8+tDRHGVuimbR/9nl5Y+UA7piS7lh7HK78msiPKJrTbRTMrBX9A98TJGZIYgdDDqhY8K2RisIy7+XY+7qeTgq7PNx6qxdr7glvDVr/w93LbQHKPz5aN7yu5rKE6b27AgILMvt1XOKw0BNbxoiwmEbMUXTpK4f04ikHAAAABcGQAEJgJ0ABwsBAAEjAwEBBV0AEAAADIDWCgGhF/BwAAA=',
  names:
    'N3q8ryccAAQDRYwb4AAAAAAAAAA+AAAAAAAAAAG0s9c85ElibsgbWTZZhZUtkx+Izg7s1fOX9HGCdMsfjUHNsnZbD+BETEFzKAgQTgkL9C+UItXDgdGokHDB5SfN08FXRhklBWZDNlBkfUFHAK7Wp4z2CYk5YBNDJnXmiaG5IsCL2jAhTOsVGOm2m4ckYZXs5qBfieAs6NSIdtzESRzRZUmXsyfZBuwRrkuMY4ldKoBYVPdlYMHartPLsZMzbP9bjjZRXX1pMmNvrOKfKRdLycyHXhVaU+q2kg3kk1EZ6N6keHVwCzwWJK3LAIMMB0Bi+WwgI6c7vGRu6gV6dAT6OxcGQAEJgKAABwsBAAIkBvEHARJTD94VFyhBIa3i7zRjfCKEghojAwEBBV0AEAAAAQAMgJyA1goBg9RdzwAA',
  alone:
    'N3q8ryccAARRlSA3IAAAAAAAAABqAAAAAAAAAEQ+3JTPb8UwVvm+BsnX4PqYYaaTCPw6TZJppyF9fKLh2EnbKQEEBgABCSAABwsBAAIkBvEHARJTD1AKyMQ0pPTCJmKQnHlqwa4BAAEADBQUAAgKAa9+MnkAAAUBGQMAAAARDwANVD98LgB0AHgAdAAAABkEAAAAABQKAQBJujO5VoDdARUGAQAggKSBAAA=',
  each: 'N3q8ryccAAT0MvT/7QAAAAAAAAAiAAAAAAAAAJwjzpcEOuHhej92qziLyei4hJue99jrb3qSl2KDFVWM7wcKbV1kDX2pM5kmxrN8kIA0YqK0SFCMU6mYD4Xa2uXGhbdmAACBMweuMZpbnuIQai+NJcmt/DhZ0/ez2EdMR+oP/9T4qGFUY4SbTgaLp/+E2xOQh+q6E5RyyPza8iNzyvtkka7LnFJ94iPPqOLDaG3evDdgoULGw4U8+o8Y97n3fMLwhkVfdehFH+1nVswiJX4J4C2eoBpbS/dscQsGzTnopkz3Ui3iM1dLd5TfDaUgyBXfj/WyJsLglRwE4f7Hfk6N3fiikRQvtbZXHGYAAAAXBkABCYCtAAcLAQABIwMBAQVdABAAAAyA6goBFY7BcwAA',
} as const;

/**
 * `open`: not encrypted. `contents`: the contents are. `names`: the names as well. `alone`: one file,
 * not compressed. `each`: two files by themselves, by PPMd.
 */
export function sevenZip(kind: keyof typeof made): Buffer {
  return Buffer.from(made[kind], 'base64');
}
