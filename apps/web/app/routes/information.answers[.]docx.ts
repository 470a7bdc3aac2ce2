import type { LoaderFunctionArgs } from '@remix-run/node'
import { questionSheetLoader } from '../information/answers.server.ts'

export const loader = (args: LoaderFunctionArgs) => questionSheetLoader(args)
