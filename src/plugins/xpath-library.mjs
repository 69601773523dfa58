// The types of the library would bring those of a browser into the whole program: ours are in the file beside this one.
import xpath from 'xpath'

export const { parse } = xpath
