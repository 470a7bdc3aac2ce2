import type { LoaderFunctionArgs } from '@remix-run/node'
import { contentLoader } from '../files/file.server.ts'

export const loader = (args: LoaderFunctionArgs) => contentLoader(args)
