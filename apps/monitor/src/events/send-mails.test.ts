import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { makeDigests, sendMails } from '@nq15/use-cases/events/send-mails'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mailSender } from './mail-sender.ts'
import { serviceScope } from './prove-runs.ts'

let db: TestDatabase
let server: SMTPServer
let url: string
const received: { readonly to: string; readonly text: string }[] = []
beforeAll(async () => {
  db = await openTestDatabase()
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => done(address.startsWith('refused') ? new Error('no such box') : null),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        received.push({ to, text: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await db.close()
})
beforeEach(async () => {
  received.length = 0
  await db.asOwner('delete from notification_mail; delete from notification; delete from notification_setting')
})

/** A person with so many unread matters; a name and texts that no mail may hold. */
async function person(
  address: string | null,
  matters: { urgent?: boolean; read?: boolean; type?: string }[],
  setting = {},
) {
  const id = newId()
  await db.asOwner(`
    insert into auth."user" (id, name, email, username) values ('${id}', 'Nguyễn Thị Bí Mật', '${id}@x', '${id}');
    insert into access_account (user_id, display_name) values ('${id}', 'Nguyễn Thị Bí Mật')`)
  const settings = { quiet_from: '00:00', quiet_until: '00:00', muted: '{}', ...setting }
  await db.asOwner(
    `insert into notification_setting (user_id, mail_address, quiet_from, quiet_until, muted) values ($1, $2, $3, $4, $5)`,
    [id, address, settings.quiet_from, settings.quiet_until, settings.muted],
  )
  for (const { urgent = false, read = false, type = 'ratings.file-sent' } of matters) {
    await db.asOwner(
      `insert into notification (id, user_id, event_id, type, record_table, urgent, occurred_at, read_at)
       values ($1, $2, $3, $4, 'rating_cell_file', $5, now(), case when $6 then now() end)`,
      [newId(), id, newId(), type, urgent, read],
    )
  }
  return id
}

const scope = serviceScope('events', 'event:serve')
const { signal } = new AbortController()
const parts = () => ({
  now: new Date(),
  publicUrl: 'https://nq15.example',
  send: mailSender({ url, from: 'nq15@mail.example' }),
  signal,
})
// A Wednesday, and the Sunday before it.
const wednesday = { now: new Date('2026-11-25T01:00:00Z') }
const sunday = { now: new Date('2026-11-22T01:00:00Z') }
/** The text of a mail as its reader sees it (quoted-printable). */
const decoded = (text: string) => decodeURIComponent(text.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, '%$1'))

test('a digest counts what is unread, once, and names nobody', async () => {
  await person('an@mail.example', [{}, {}, { read: true }])
  await person(null, [{}])
  await person('silent@mail.example', [{ read: true }])
  expect(await makeDigests(db.database, scope, wednesday)).toBe(1)
  expect(await makeDigests(db.database, scope, wednesday)).toBe(0)
  expect(await sendMails(db.database, scope, parts())).toBe(1)
  expect(await sendMails(db.database, scope, parts())).toBe(0)
  const [mail] = received
  expect(received.map(({ to }) => to)).toEqual(['an@mail.example'])
  const body = decoded(mail?.text ?? '')
  expect(body).toContain('https://nq15.example/notifications')
  expect(`${mail?.text}${body}`).not.toMatch(/Nguyễn|Bí Mật|rating|chi bộ/i)
})

test('no digest on a day off', async () => {
  await person('an@mail.example', [{}])
  expect(await makeDigests(db.database, scope, sunday)).toBe(0)
})

test('what is urgent goes at once, but not in the quiet hours; what is muted stays in the inbox', async () => {
  await person('now@mail.example', [{ urgent: true }, { urgent: true }, {}])
  await person('asleep@mail.example', [{ urgent: true }], { quiet_from: '00:00', quiet_until: '23:59' })
  await person('muted@mail.example', [{ urgent: true, type: 'ratings.file-returned' }], {
    muted: '{ratings.file-returned}',
  })
  await sendMails(db.database, scope, parts())
  expect(received.map(({ to }) => to)).toEqual(['now@mail.example'])
  expect(decoded(received[0]?.text ?? '')).toContain('2 việc cần xem')
  expect(
    await db.asOwner(`select count(*)::int as n from notification_mail where state = 'waiting' and not_before > now()`),
  ).toEqual([{ n: 1 }])
})

test('a mail that the server refuses is tried again later, and the others go out', async () => {
  await person('refused@mail.example', [{ urgent: true }])
  await person('fine@mail.example', [{ urgent: true }])
  expect(await sendMails(db.database, scope, parts())).toBe(1)
  const rows = await db.asOwner(
    'select state, attempts, not_before > now() as later from notification_mail order by state',
  )
  expect(rows).toEqual([
    { state: 'sent', attempts: 1, later: expect.any(Boolean) },
    { state: 'waiting', attempts: 1, later: true },
  ])
})
