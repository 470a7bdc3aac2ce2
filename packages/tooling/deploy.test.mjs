import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { judgeCompose, judgeContainerfile } from './judge-container.mjs'
import { whatGoesIn } from './plan-bundle.mjs'

const read = (path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const compose = () => parse(read('docs/deploy/container/compose.yaml'), { merge: true })

test('our containers may do no more than they need', () => {
  expect(judgeCompose(compose())).toEqual([])
  expect(Object.keys(compose().services)).toEqual(['postgres', 'migrate', 'web', 'monitor', 'vault'])
  expect(judgeContainerfile(read('docs/deploy/container/Containerfile'))).toEqual([])
})

test('nobody who serves is told the login of the owner, and the vault alone its own', () => {
  const told = (name, login) => JSON.stringify(compose().services[name].environment).includes(login)
  for (const name of ['web', 'monitor', 'vault']) expect(told(name, 'OWNER_PASSWORD'), name).toBe(false)
  expect(['web', 'monitor'].map((name) => told(name, 'VAULT_PASSWORD'))).toEqual([false, false])
})

test.each([
  [{ user: undefined }, 'web runs as root'],
  [{ user: '0:0' }, 'web runs as root'],
  [{ read_only: false }, 'web may write to its own root'],
  [{ cap_drop: [] }, 'web keeps capabilities'],
  [{ ports: ['3015:3015'] }, 'web is open to other machines'],
  [{ image: 'nq15:latest' }, 'web has an image without a version'],
  [{ healthcheck: undefined }, 'web has no healthcheck'],
  [{ environment: { NQ15_SECRET: 'in the open' } }, 'web has a secret in the file'],
])('a service with %j is named', (change, fault) => {
  const { services } = compose()
  expect(judgeCompose({ services: { web: { ...services.web, ...change } } })).toContain(fault)
})

test.each([
  ['FROM node\nUSER 1\nHEALTHCHECK CMD x', 'FROM node: no version'],
  ['FROM node:22\nHEALTHCHECK CMD x', 'the last stage runs as root'],
  ['FROM node:22\nUSER 1', 'the last stage has no healthcheck'],
  ['FROM node:22\nADD http://x y\nUSER 1\nHEALTHCHECK CMD x', 'ADD http://x y: COPY says what comes'],
])('%j is named', (text, fault) => {
  expect(judgeContainerfile(text)).toContain(fault)
})

test('the dashboard asks for figures that the product tells, and its labels name nobody', () => {
  const board = JSON.parse(read('docs/deploy/grafana/nq15.json'))
  const asked = board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
  const told = read('apps/web/app/server/metrics.server.ts') + read('apps/monitor/src/metrics.ts')
  const names = [...new Set(asked.flatMap((expr) => expr.match(/nq15_\w+/g) ?? []))]
  // What the library counts of every process, and the three parts of a histogram, have names of its own making.
  const unknown = names.filter(
    (name) =>
      !/^nq15_(web|monitor)_(process|nodejs)_/.test(name) &&
      !told.includes(`'${name.replace(/_(bucket|count|sum)$/, '')}'`),
  )
  expect(unknown).toEqual([])
  const labels = [
    ...new Set(asked.flatMap((expr) => [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => list.split(', ')))),
  ]
  expect(labels.sort()).toEqual(['end', 'handler', 'job', 'le', 'path', 'route', 'status'])
})

test('a bundle takes no source, no data and no key along, and everything it names is named where it is', () => {
  const paths = whatGoesIn(['apps/web', 'packages/db'])
  expect(paths.filter((path) => /src|[.]data|secret|[.]env$|e2e/.test(path))).toEqual([])
  const fixed = paths.filter((path) => !/\/(dist|build|package[.]json)$/.test(path))
  expect(fixed.filter((path) => !existsSync(fileURLToPath(new URL(`../../${path}`, import.meta.url))))).toEqual([])
})
