import { drawUpPaper, type PaperFrame } from '@nq15/documents/ratings'
import { partyLayoutOn, pdfPaper, streamZip, wordPaper } from '@nq15/documents/reports'
import { findPaperForm, type PaperCode } from '@nq15/domain/reports'
import { markdownTable } from './table.ts'

const generatedAt = '2026-12-08T03:00:00Z'
const layout = partyLayoutOn('2026-12-08')

function frameOf(code: PaperCode, number: number): PaperFrame {
  const form = findPaperForm(code)
  if (!form) throw new Error(code)
  return {
    form,
    generation: 'G3',
    year: 2026,
    head: {
      superior: 'Đảng bộ thành phố Hà Nội',
      issuer: 'Đảng ủy phường Hoa Ban',
      ...(form.symbol === null ? {} : { symbol: `${form.symbol}/ĐU`, number }),
      place: 'Hoa Ban',
      day: '2026-12-08',
    },
    issuer: 'standing-committee',
    decidedBy: 'Ban Thường vụ Đảng ủy phường Hoa Ban',
    organization: 'Đảng bộ phường Hoa Ban',
    bases: ['Căn cứ Điều lệ Đảng'],
    signature: { forBody: 'T/M BAN THƯỜNG VỤ', position: 'Bí thư', name: 'Nguyễn Văn Thiện' },
    recipients: ['Các chi bộ trực thuộc', 'Lưu Văn phòng Đảng ủy'],
    texts: {},
    subjectPrefix: 'về việc',
  }
}

const decision = (number: number) =>
  drawUpPaper(frameOf('member-decision', number), {
    decided: Array.from({ length: 2000 }, (_, at) => ({
      id: String(at),
      name: `Nguyễn Thị Đảng Viên ${at}`,
      cardNumber: `01.${100_000 + at}`,
      cell: `Chi bộ Tổ dân phố số ${at % 60}`,
      group: (['member', 'leader', 'outside'] as const)[at % 3] ?? 'member',
      points: 60 + (at % 40),
      outcome: (['XS', 'T', 'T', 'HT'] as const)[at % 4] ?? 'T',
    })),
  })

const review = () =>
  drawUpPaper(frameOf('self-review', 1), {
    person: { name: 'Nguyễn Thị Bích Hường', cell: 'Chi bộ Tổ dân phố số 7', group: 'leader', bornOn: '1962-02-08' },
    review: {
      strengths: 'Hoàn thành nhiệm vụ.\n'.repeat(12),
      generalPoints: 28,
      resultPoints: 64,
      selfProposed: 'XS',
    },
  })

/** Time of a piece of work in milliseconds: by the clock, and of the processor alone. */
async function timed(work: () => Promise<unknown>): Promise<{ wall: number; processor: number }> {
  const [from, used] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - from, processor: (user + system) / 1000 }
}

const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
const whole = (value: number) => Math.round(value).toLocaleString('en')

/** Packs 60 decisions of 2,000 members, and makes one form of one member: `bench papers`. */
export async function benchPapers(print: (text: string) => void): Promise<void> {
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  let bytes = 0
  const packed = await timed(async () => {
    const files = Array.from({ length: 60 }, (_, at) => ({
      name: `${at + 1}.docx`,
      make: () => wordPaper(decision(at + 1), layout, generatedAt),
    }))
    for await (const piece of streamZip(files, { time: new Date(generatedAt) })) bytes += (piece as Buffer).length
  })
  clearInterval(watch)
  const one = async (make: () => Promise<unknown>) => {
    await make()
    const rounds = []
    for (let round = 0; round < 9; round += 1) rounds.push(await timed(make))
    return { wall: median(rounds.map(({ wall }) => wall)), processor: median(rounds.map(({ processor }) => processor)) }
  }
  const word = await one(() => wordPaper(review(), layout, generatedAt))
  const pdf = await one(() => pdfPaper(review(), layout, { generatedAt, proof: { sha256: 'a'.repeat(64) } }))
  const long = await timed(() => pdfPaper(decision(1), layout, { generatedAt }))
  const megabytes = (size: number) => `${whole(size / 1024 / 1024)} MB`
  print(
    markdownTable(
      ['What', 'clock, ms', 'processor, ms', 'memory at most', 'asked'],
      [
        [
          `60 decisions of 2,000 members as Word in one archive (${megabytes(bytes)})`,
          whole(packed.wall),
          whole(packed.processor),
          megabytes(peak),
          '10,000 ms, 300 MB',
        ],
        ['one self-review as Word (median of 9)', whole(word.wall), whole(word.processor), '', '150 ms'],
        ['one self-review as PDF (median of 9)', whole(pdf.wall), whole(pdf.processor), '', '150 ms'],
        ['one decision of 2,000 members as PDF', whole(long.wall), whole(long.processor), '', ''],
      ],
    ),
  )
}
