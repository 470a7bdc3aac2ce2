import { startProduct } from './product.ts'
import { markdownTable, ms, summarise } from './table.ts'

const rounds = 60
const atOnce = 50

/**
 * Server time of the cell's workspace and the committee's board at sample size on the embedded database, one request at a
 * time from loopback, then fifty pages opened at once. Prints Markdown.
 */
export async function benchPages(print: (text: string) => void): Promise<void> {
  const product = await startProduct()
  try {
    const pages = await Promise.all([
      pageOf(product, {
        name: 'cell workspace',
        username: 'tdp7.bithu',
        link: /href="(\/ratings\/\d{4}\/cells\/[0-9a-f-]{36})/,
      }),
      pageOf(product, {
        name: 'committee board',
        username: 'ngocha.vanphong',
        link: /href="(\/ratings\/\d{4}\/committees\/[0-9a-f-]{36})/,
      }),
    ])
    const rows: string[][] = []
    for (const { name, path, cookie } of pages) {
      const figures: Timing[] = []
      for (let round = -5; round < rounds; round += 1) {
        const took = await timeOf(`${product.url}${path}`, cookie)
        if (round >= 0) figures.push(took)
      }
      const shown = summarise(figures.map(({ shown }) => shown))
      const whole = summarise(figures.map(({ whole }) => whole))
      rows.push([name, String(rounds), ms(shown.median), ms(shown.p95), ms(whole.median), ms(whole.p95)])
    }
    print(
      markdownTable(
        ['page, one at a time', 'requests', 'page median ms', 'p95 ms', 'to its last byte, median ms', 'p95 ms'],
        rows,
      ),
    )

    const began = performance.now()
    const answers = await Promise.all(
      Array.from({ length: atOnce }, async (_, index) => {
        const page = pages[index % pages.length]
        return page ? (await timeOf(`${product.url}${page.path}`, page.cookie)).whole : 0
      }),
    )
    const { median, max } = summarise(answers)
    print('')
    print(
      markdownTable(
        ['opened at once', 'answered', 'median ms', 'slowest ms', 'all after ms'],
        [[atOnce, answers.length, ms(median), ms(max), ms(performance.now() - began)]],
      ),
    )
  } finally {
    await product.stop()
  }
}

type Asked = { readonly name: string; readonly username: string; readonly link: RegExp }
type Product = Awaited<ReturnType<typeof startProduct>>

async function pageOf(product: Product, { name, username, link }: Asked) {
  const cookie = await product.signIn(username)
  const html = await (await fetch(product.url, { headers: { cookie } })).text()
  const path = link.exec(html)?.[1]
  if (!path) throw new Error(`the start page of ${username} has no link to its ${name}`)
  return { name, path, cookie }
}

type Timing = { readonly shown: number; readonly whole: number }

/**
 * From the request to the page's first part (all of it but what follows on the same answer) and to its last byte; anything
 * but 200 ends the run.
 */
async function timeOf(url: string, cookie: string): Promise<Timing> {
  const began = performance.now()
  const answer = await fetch(url, { headers: { cookie } })
  const shown = performance.now() - began
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
  return { shown, whole: performance.now() - began }
}
