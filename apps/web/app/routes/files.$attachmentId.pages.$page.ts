import type { LoaderFunctionArgs } from '@remix-run/node'
import { pageLoader } from '../files/file.server.ts'

export const loader = (args: LoaderFunctionArgs) => pageLoader(args)
