import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

// biome-ignore lint/style/noProcessEnv: the test run's own switches
const env = process.env
const debianChromium = '/usr/bin/chromium'
// The configuration is read again in every worker: what the first reading chose is handed on by the environment.
env['NQ15_E2E_DATA'] ??= mkdtempSync(join(tmpdir(), 'nq15-e2e-'))
const port = env['PLAYWRIGHT_PORT'] ?? '39515'

/** Browser tests run on the whole product as `start` brings it up, with a data folder and a sample of their own. */
export default defineConfig({
  testDir: 'e2e',
  forbidOnly: env['CI'] !== undefined,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: env['NQ15_E2E_REPORT'] ? [['line'], ['json', { outputFile: env['NQ15_E2E_REPORT'] }]] : 'line',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'vi-VN',
    // Not Hà Nội: a page that counted its days by the browser's clock would show it.
    timezoneId: 'Europe/Paris',
    trace: 'retain-on-failure',
    launchOptions: {
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...(existsSync(debianChromium) ? { executablePath: debianChromium } : {}),
    },
  },
  webServer: {
    command: 'node ../cli/dist/nq15.js start',
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      NQ15_DATA: env['NQ15_E2E_DATA'],
      NQ15_WEB_PORT: port,
      NQ15_MONITOR_PORT: String(Number(port) + 1),
      NQ15_LOG_LEVEL: 'warn',
    },
  },
})
