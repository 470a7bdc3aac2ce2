import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
const base = 'http://127.0.0.1:42010'
const accounts = JSON.parse(readFileSync('/tmp/units-data/demo-accounts.json', 'utf8'))
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const only = process.argv[2]
const looks = [['1440', { width: 1440, height: 900 }, 'light'], ['360', { width: 360, height: 740 }, 'light'], ['dark', { width: 1440, height: 900 }, 'dark']]
const jar = new Map()
async function enter(who) {
  if (!jar.has(who)) {
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: base })
    const page = await context.newPage()
    const { password } = accounts.find((one) => one.username === who)
    await page.goto('/sign-in')
    await page.getByLabel('Tên đăng nhập').fill(who)
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'), { timeout: 60000 })
    const nav = await page.getByRole('navigation', { name: 'Điều hướng', exact: true }).getByRole('link').evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute('href')]))
    jar.set(who, { context, page, nav })
    console.log(who, JSON.stringify(nav))
  }
  return jar.get(who)
}
const yearLink = ({ nav }) => nav.find(([text, href]) => /Xếp loại 2026/.test(text) || /ratings\/2026/.test(href ?? ''))?.[1] ?? ''
const pages = [
  ['board', 'ngocha.vanphong', (s) => yearLink(s).replace('/committees/', '/units/')],
  ['compare', 'ngocha.vanphong', (s) => `${yearLink(s).replace('/committees/', '/units/')}/appraisal`],
  ['decision', 'ngocha.danguy', (s) => `${yearLink(s).replace('/committees/', '/units/')}/decision`],
  ['pastdecision', 'ngocha.danguy', (s) => `${yearLink(s).replace('/committees/', '/units/').replace('2026', '2025')}/decision`],
  ['facts', 'ngocha.vanphong', (s) => `${yearLink(s)}/facts`],
  ['awards', 'ngocha.danguy', (s) => `${yearLink(s).replace('2026', '2025')}/awards?kind=exemplary-year`],
  ['appeals', 'ngocha.danguy', (s) => `${yearLink(s)}/appeals`],
  ['unit', 'tdp7.bithu', (s) => yearLink(s).replace('/cells/', '/organizations/')],
  ['unit2025', 'tdp7.bithu', (s) => yearLink(s).replace('/cells/', '/organizations/').replace('2026', '2025')],
  ['quarters', 'ngocha.vanphong', () => '/ratings/2026/quarters'],
  ['newrules', 'thanhuy.btc', () => '/ratings/rules/new'],
  ['rules', 'thanhuy.btc', () => '/ratings/rules'],
  ['close', 'thanhuy.btc', () => '/ratings/2026/close'],
  ['closed', 'thanhuy.btc', () => '/ratings/2025/close'],
  ['cityboard', 'thanhuy.btc', () => '/ratings/2026'],
]
for (const [name, who, place] of pages) {
  if (only && !only.split(',').includes(name)) continue
  const one = await enter(who)
  for (const [look, viewport, scheme] of looks) {
    try {
      await one.page.setViewportSize(viewport)
      await one.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      const answer = await one.page.goto(place(one), { timeout: 90000 })
      await one.page.waitForTimeout(600)
      await one.page.screenshot({ path: `/tmp/units-shots/${name}-${look}.png`, fullPage: look !== 'dark' })
      const wide = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      console.log(name, look, answer?.status(), wide > 0 ? `WIDE ${wide}` : '')
    } catch (error) { console.log(name, look, String(error).slice(0, 200)) }
  }
}
await browser.close()
