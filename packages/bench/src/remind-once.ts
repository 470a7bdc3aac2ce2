import { connect } from '@nq15/db/client'
import { proveScope } from '@nq15/db/prove-scope'
import { serviceActor } from '@nq15/db/services'
import { sendReminders } from '@nq15/use-cases/events/send-reminders'

/** A process of its own that tells the reminders of a day, as one monitor does; says "ready" first and then how many it told. */
const [url = '', day = ''] = process.argv.slice(2)
const scope = proveScope(serviceActor('events', { requestId: 'bench' }), 'event:serve')
if (!scope) throw new Error('the service may not serve')
const db = connect({ url, poolSize: 2, timeoutMs: 120_000 })
await db.asActor(scope, async (tx) => tx.$queryRaw`select 1`)
process.stdout.write('ready\n')
const told = await sendReminders(db, scope, { now: new Date(`${day}T01:00:00Z`) })
process.stdout.write(`told ${told}\n`)
await db.close()
