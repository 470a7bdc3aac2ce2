import type { LoaderFunctionArgs } from '@remix-run/node'
import { subjectLoader } from '../incidents/forecast.server.ts'

export { ForecastSubjectScreen as default } from '../incidents/forecast-subject-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => subjectLoader(args)
