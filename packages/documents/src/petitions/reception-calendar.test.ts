import { expect, test } from 'vitest'
import { receptionCalendar } from './reception-calendar.ts'

test('published days are whole days wherever it is made, a connection has its hour, and the same day keeps its name', () => {
  const text = receptionCalendar({
    name: 'Tiếp công dân, phường Ba Đình',
    days: [
      {
        uid: 's-20261210',
        title: 'Bí thư tiếp công dân',
        place: 'Trụ sở',
        day: '2026-12-10',
        beginsAt: null,
        publishedOn: '2026-12-01',
      },
      {
        uid: 'o',
        title: 'Tiếp trực tuyến',
        place: 'trực tuyến',
        day: '2026-12-11',
        beginsAt: '08:30',
        publishedOn: '2026-12-01',
      },
    ],
  })
  expect(text).toContain('UID:s-20261210@nq15')
  expect(text).toMatch(/DTSTART;VALUE=DATE:20261210\r\n/u)
  expect(text).toMatch(/DTSTART:20261211T013000Z\r\n/u)
  expect(text).toContain('SUMMARY:Bí thư tiếp công dân')
  expect(text).not.toContain('ATTENDEE')
})
