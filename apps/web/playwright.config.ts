import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

// biome-ignore lint/style/noProcessEnv: the test run's own switches
const { CI, PLAYWRIGHT_PORT = '39515' } = process.env
const debianChromium = '/usr/bin/chromium'

/** Browser tests run on the built app; where Debian's Chromium is installed it is used, elsewhere Playwright's own. */
export default defineConfig({
  testDir: 'e2e',
  forbidOnly: CI !== undefined,
  workers: 1,
  reporter: 'line',
  use: {
    baseURL: `http://127.0.0.1:${PLAYWRIGHT_PORT}`,
    locale: 'vi-VN',
    timezoneId: 'Europe/Paris',
    trace: 'retain-on-failure',
    launchOptions: {
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...(existsSync(debianChromium) ? { executablePath: debianChromium } : {}),
    },
  },
  webServer: {
    command: 'node dist/server.js',
    url: `http://127.0.0.1:${PLAYWRIGHT_PORT}/healthz`,
    reuseExistingServer: false,
    env: {
      NQ15_WEB_PORT: PLAYWRIGHT_PORT,
      NQ15_DEMO: '1',
      NQ15_LOG_LEVEL: 'warn',
      NQ15_SECRET: 'a-secret-for-browser-tests-only-0000',
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    },
  },
})
