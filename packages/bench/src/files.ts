import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fail, startProduct } from './product.ts'
import { markdownTable } from './table.ts'

const megabyte = 1024 * 1024

/** A PDF of a size whose bytes do not shrink: one page and a stream of noise. */
function largePdf(size: number): Buffer {
  const head = Buffer.from(
    '%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n3 0 obj\n<< /Length 1 >>\nstream\n',
  )
  const tail = Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')
  // Noise without a slash holds no name by chance.
  const noise = randomBytes(size - head.length - tail.length).map((byte) => (byte === 0x2f ? 0x2e : byte))
  return Buffer.concat([head, Buffer.from(noise), tail])
}

/** Resident memory of the web's process in megabytes, from the system's own books. */
async function memoryOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(text)?.[1]) / 1024
}

async function webOf(parent: number): Promise<number> {
  for (const pid of (await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8')).trim().split(' ')) {
    if ((await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('web')) return Number(pid)
  }
  return fail('the web process was not found')
}

/** Uploads and downloads files through the whole product and watches the web's memory: `bench files`. */
export async function benchFiles(print: (text: string) => void, size = 50): Promise<void> {
  const product = await startProduct()
  try {
    const cookie = await product.signIn('ngocha.vanphong')
    const page = await (await fetch(`${product.url}/search?q=ngoc+ha`, { headers: { cookie } })).text()
    const organizationId = /\/organizations\/([0-9a-f-]{36})/u.exec(page)?.[1] ?? fail('no organization')
    const web = await webOf(product.process.pid ?? 0)
    const round = async (megabytes: number) => {
      const bytes = largePdf(megabytes * megabyte)
      const peak = { now: 0 }
      const watching = setInterval(() => {
        void memoryOf(web).then((used) => {
          peak.now = Math.max(peak.now, used)
        })
      }, 20)
      const before = await memoryOf(web)
      const form = new FormData()
      form.set('requestId', crypto.randomUUID())
      form.set('documentId', '')
      form.set('file', new File([new Uint8Array(bytes)], 'scan.pdf'))
      const began = performance.now()
      const sent = await fetch(`${product.url}/files/of/organization/${organizationId}/upload`, {
        method: 'POST',
        headers: { cookie, origin: product.url },
        body: form,
      })
      const up = performance.now() - began
      if (!sent.ok) fail(`the upload answered ${sent.status} ${await sent.text()}`)
      const { kept } = (await sent.json()) as { kept: { attachmentId: string } }
      const asked = performance.now()
      const answer = await fetch(`${product.url}/files/${kept.attachmentId}/content`, { headers: { cookie } })
      const hash = createHash('sha256')
      for await (const piece of answer.body ?? fail('no body')) hash.update(piece)
      const down = performance.now() - asked
      clearInterval(watching)
      if (hash.digest('hex') !== createHash('sha256').update(bytes).digest('hex')) fail('other bytes came back')
      const speed = (milliseconds: number) => (megabytes / (milliseconds / 1000)).toFixed(0)
      return [
        megabytes,
        up.toFixed(0),
        speed(up),
        down.toFixed(0),
        speed(down),
        before.toFixed(0),
        peak.now.toFixed(0),
      ] as const
    }
    await round(1)
    const rows = []
    for (const megabytes of [5, size, size, size]) rows.push(await round(megabytes))
    print(markdownTable(['MB', 'upload ms', 'MB/s', 'download ms', 'MB/s', 'RSS before, MB', 'RSS peak, MB'], rows))
  } finally {
    await product.stop()
  }
}
