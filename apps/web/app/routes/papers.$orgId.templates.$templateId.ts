import type { LoaderFunctionArgs } from '@remix-run/node'
import { templateSampleLoader } from '../reports/paper-settings.server.ts'

export const loader = (args: LoaderFunctionArgs) => templateSampleLoader(args)
