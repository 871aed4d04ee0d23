/** Recognises secrets that are public: those of the demonstration and of the examples. */
import { hash } from 'node:crypto'

/** Beginnings of SHA-256, so that they are not spread further. A test holds them against the demonstration's. */
const fingerprints = new Set([
  // client secret of the demonstration
  '1c419c8cfb4ae737',
  // its callback token
  '5a5fb7124dd061f7',
  // its callback key
  '03bcf1e5b6c8db73',
  // "password", as in .env.example
  '5e884898da280471',
])

export const isPublished = (secret: string) =>
  fingerprints.has(hash('sha256', secret, 'hex').slice(0, 16))

/** How the ids of keys begin that `npm start` makes. */
export const demoKeyPrefix = 'demo-'
