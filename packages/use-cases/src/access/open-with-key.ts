import { timingSafeEqual } from 'node:crypto'
import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { type AccountStanding, readStanding } from '@nq15/db/access/account.read'
import { findKeyAtGate, type KeyAtGate } from '@nq15/db/access/service-key.read'
import { noteKeyUse } from '@nq15/db/access/service-key.write'
import type { Actor } from '@nq15/db/scope'
import type { KeyPermission } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import type { Auth } from './auth.ts'
import { hashText } from './hash-text.ts'

/** A call by a key: its own actor, what it may do, and its maker, than whom it is never more. */
export type KeyCaller = {
  readonly actor: Actor
  readonly permissions: readonly KeyPermission[]
  readonly organizationId: string
  readonly maker: Actor
}

export type KeyGateRefusal =
  | { readonly code: 'key-unknown' | 'key-expired' | 'key-revoked' | 'key-network' }
  | { readonly code: 'key-rate'; readonly retryAfterSeconds: number }

const pattern = /^nq15_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/

/** The text of a key as another system sends it. */
export const keyText = (keyId: string, secret: string): string => `nq15_${keyId.replaceAll('-', '')}_${secret}`

/**
 * The gate of other systems: finds the key by its text, compares its secret in constant time, and asks for end, network and
 * rate, in this order. A wrong secret, an unknown key and one whose maker has left look alike.
 */
export async function openWithKey(
  auth: Auth,
  { text, address, requestId }: { readonly text: string; readonly address: string; readonly requestId: string },
): Promise<Result<KeyCaller, KeyGateRefusal>> {
  const [, hex, secret] = pattern.exec(text) ?? []
  if (!hex || !secret) return refuse({ code: 'key-unknown' })
  const keyId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return auth.db.asSignIn(async (tx): Promise<Result<KeyCaller, KeyGateRefusal>> => {
    const key = await findKeyAtGate(tx, keyId)
    const hash = hashText(secret)
    if (!key || ![key.secretHash, key.formerHash].some((one) => one !== null && isSame(one, hash)))
      return refuse({ code: 'key-unknown' })
    const maker = await readStanding(tx, key.makerId)
    if (!maker || maker.disabled) return refuse({ code: 'key-unknown' })
    if (key.ended) return refuse({ code: `key-${key.ended}` })
    if (!isInNetworks(address, key.networks)) return refuse({ code: 'key-network' })
    const waitMs = await takeOne(auth, key)
    if (waitMs !== null) return refuse({ code: 'key-rate', retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) })
    if (!key.usedLately) await noteKeyUse(tx, keyId)
    return ok(callerOf(key, maker, requestId))
  })
}

const isSame = (one: string, other: string) => timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'))

function callerOf(key: KeyAtGate, maker: AccountStanding, requestId: string): KeyCaller {
  const { keyId, organizationId, permissions, name, makerId } = key
  const plain = { memberId: null, requestId, onBehalfOf: '' }
  const grants = [{ role: 'service-key', organizationId }] as const
  return {
    permissions,
    organizationId,
    actor: { ...plain, kind: 'key', key: keyId, userId: keyId, name, grants },
    maker: { ...plain, kind: 'key', key: keyId, userId: makerId, name: maker.displayName, grants: maker.grants },
  }
}

/** Whether an address lies in one of the blocks; an IPv4 address written as IPv6 is the IPv4 address. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  const family = isIPv4(plain) ? 'ipv4' : isIPv6(plain) ? 'ipv6' : null
  if (!family) return false
  const list = new BlockList()
  for (const network of networks) {
    const [base = '', bits] = network.split('/')
    const kind = isIPv4(base) ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(base, kind)
    else list.addSubnet(base, Number(bits), kind)
  }
  return list.check(plain, family)
}

/** Counts a call of the key's minute; how long to wait when there are too many, else null. Joins the gate's transaction. */
async function takeOne({ db }: Auth, { keyId, perMinute }: KeyAtGate): Promise<number | null> {
  const limiter = new RateLimiterPrisma({
    ...{ storeClient: db.signInClient, tableName: 'authSignInLimit', keyPrefix: 'key' },
    ...{ points: perMinute, duration: 60, clearExpiredByTimeout: false },
  })
  try {
    await limiter.consume(keyId)
    return null
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.msBeforeNext
    throw refused
  }
}
