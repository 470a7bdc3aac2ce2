import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Loaded before the tests of a package that signs people in: passwords are stretched a thousandth of what they are in the
 * product. The costs are no part of a stored hash, so what is hashed here is verified here; the browser tests, the sample and
 * every installation stretch them whole.
 */
const stretch = crypto.scrypt
const quickly = (password, salt, length, options, done) =>
  typeof options === 'function'
    ? stretch(password, salt, length, { N: 16 }, options)
    : stretch(password, salt, length, { ...options, N: 16 }, done)

// Files that share their modules come here several times.
if (stretch.name !== quickly.name) {
  crypto.scrypt = quickly
  syncBuiltinESMExports()
}
