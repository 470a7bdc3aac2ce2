import { setTimeout as sleep } from 'node:timers/promises'
import { beginNode, beginProgram, type Place, untilWhole } from './machines-up.ts'
import { listMembers, rolesOf } from './members.ts'
import { addressOf, killMachine, type Machine, plugIn } from './network.ts'
import { type Processes, until } from './processes.ts'
import { askPage } from './pulses.ts'

/** What died, and when. */
export type Strike = { readonly what: string; readonly from: number }
type Parts = {
  readonly processes: Processes
  readonly place: Place
  readonly login: { readonly name: string; readonly password: string }
  /** Of somebody signed in, who must stay so. */
  readonly cookie: string
  readonly pauseMs: number
}

/**
 * Kills a web, a monitor, the standby's machine and the primary's, one after the other, each begun again before the next. Throws
 * where a session dies with its web, or nobody takes the primary's place.
 */
export async function strikeAll(
  { processes, place, login, cookie, pauseMs }: Parts,
  struck: Strike[],
  notes: string[],
) {
  const hit = (what: string) => struck.push({ what, from: performance.now() })
  await sleep(pauseMs)
  const other = `http://${addressOf('app2')}:3015/account`
  hit('web')
  await processes.kill('web-app1')
  // Asked until it is answered: a busy machine is slow, and a session that died is never answered.
  await until('the same session at the other web', () => askPage(other, cookie)(AbortSignal.timeout(10_000)))
  notes.push('same cookie at the other web: signed in')
  await sleep(pauseMs / 2)
  beginProgram(processes, 'web', { machine: 'app1', login, ...place })
  await sleep(pauseMs / 2)
  hit('monitor')
  await processes.kill('monitor-app1')
  await sleep(pauseMs / 2)
  beginProgram(processes, 'monitor', { machine: 'app1', login, ...place })
  await sleep(pauseMs / 2)
  const { standby } = rolesOf(await listMembers())
  if (!standby) throw new Error('nobody stands by')
  hit(`standby ${standby}, whole machine`)
  killMachine(standby)
  await sleep(pauseMs)
  notes.push(await rejoin({ processes, place }, standby))
  const { primary } = rolesOf(await listMembers())
  if (!primary) throw new Error('there is no primary')
  hit(`primary ${primary}, whole machine`)
  killMachine(primary)
  await until('another primary', async () => {
    const now = rolesOf(await listMembers()).primary
    return now !== null && now !== primary
  })
  notes.push(`primary after it: ${rolesOf(await listMembers()).primary}`)
  await sleep(pauseMs)
  notes.push(await rejoin({ processes, place }, primary))
}

/** A killed node comes back with what it had and follows the primary again. */
async function rejoin({ processes, place }: Pick<Parts, 'processes' | 'place'>, node: Machine): Promise<string> {
  const began = performance.now()
  plugIn(node)
  await beginNode(processes, node, place)
  await untilWhole()
  return `${node} follows again ${((performance.now() - began) / 1_000).toFixed(0)} s after its start`
}
