import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { checkSettings, signInSettings } from './e2e/other-ways-in.ts'

// biome-ignore lint/style/noProcessEnv: the test run's own switches
const env = process.env
const debianChromium = '/usr/bin/chromium'
// The configuration is read again in every worker: what the first reading chose is handed on by the environment.
env['NQ15_E2E_DATA'] ??= mkdtempSync(join(tmpdir(), 'nq15-e2e-'))
env['NQ15_E2E_EMPTY_DATA'] ??= mkdtempSync(join(tmpdir(), 'nq15-e2e-empty-'))
const port = Number(env['PLAYWRIGHT_PORT'] ?? '39515')
/** Each worker has a product of its own, so that no test meets what another one left open at the same time. */
const workers = Number(env['NQ15_E2E_WORKERS'] ?? '2')
const sampleFolders = Array.from({ length: workers }, (_, index) => join(env['NQ15_E2E_DATA'] ?? '', String(index)))
const portOf = (worker: number) => port + 20 + 2 * worker
const emptyPort = port
const addressOf = (at: number) => `http://127.0.0.1:${at}`
/** The tests that begin with nothing: accounts, tree and year are made by them. */
const onEmpty = /rate-a-year\.spec\.ts/

const product = (data: string, at: number, more: Record<string, string> = {}) => ({
  command: 'node ../cli/dist/nq15.js start',
  url: `${addressOf(at)}/readyz`,
  timeout: 300_000,
  reuseExistingServer: false,
  // What the product warns of stands beside the test that met it.
  stdout: 'pipe' as const,
  gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 } as const,
  env: {
    NQ15_DATA: data,
    NQ15_WEB_PORT: String(at),
    NQ15_MONITOR_PORT: String(at + 1),
    NQ15_LOG_LEVEL: 'error',
    ...more,
  },
})

/** Browser tests run on the whole product as `start` brings it up, once with the sample and once with an empty database. */
export default defineConfig({
  testDir: 'e2e',
  forbidOnly: env['CI'] !== undefined,
  workers,
  // A test's time is no promise: a busy machine takes several times as long.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: env['NQ15_E2E_REPORT'] ? [['line'], ['json', { outputFile: env['NQ15_E2E_REPORT'] }]] : 'line',
  use: {
    // Read again in each worker, which knows its place.
    baseURL: addressOf(portOf(Number(env['TEST_PARALLEL_INDEX'] ?? '0'))),
    locale: 'vi-VN',
    // Not Hà Nội: a page that counted its days by the browser's clock would show it.
    timezoneId: 'Europe/Paris',
    actionTimeout: 30_000,
    // Recording costs each page a third more; asked for when a test is to be looked at.
    trace: env['NQ15_E2E_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...(existsSync(debianChromium) ? { executablePath: debianChromium } : {}),
    },
  },
  projects: [
    // The longest story first, so that it does not stand alone at the end.
    { name: 'empty', testMatch: onEmpty, use: { baseURL: addressOf(emptyPort) } },
    { name: 'sample', testIgnore: onEmpty },
  ],
  webServer: [
    ...sampleFolders.map((folder, index) =>
      product(folder, portOf(index), { ...signInSettings(portOf(index)), ...checkSettings(portOf(index)) }),
    ),
    product(env['NQ15_E2E_EMPTY_DATA'], emptyPort, { NQ15_SAMPLE: '0' }),
  ],
})
