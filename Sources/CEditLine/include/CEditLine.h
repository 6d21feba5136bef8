/* libedit without its variadic calls, which Swift cannot make. */
#pragma once

#include <histedit.h>
