export { generateX25519Identity as generateIdentity, identityToRecipient as recipientOf } from 'age-encryption'
