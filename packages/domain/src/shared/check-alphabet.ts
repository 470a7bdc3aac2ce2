/** Letters and figures that nobody mistakes for one another, as people type codes from paper. */
export const checkAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
