import type { LoaderFunctionArgs } from '@remix-run/node'
import { backTestLoader } from '../incidents/forecast.server.ts'

export { BackTestScreen as default } from '../incidents/forecast-subject-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => backTestLoader(args)
