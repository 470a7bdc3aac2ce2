import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicFolderLoader } from '../information/answers.server.ts'

export const loader = (args: LoaderFunctionArgs) => publicFolderLoader(args)
