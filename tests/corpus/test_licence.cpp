#include <doctest/doctest.h>

#include "engine/corpus/licence.h"
#include "engine/corpus/text.h"

using namespace progpretrain;
using corpus::canonical_licence;
using corpus::licence_in_header;
using corpus::LicenceFilter;

TEST_CASE("licence: keys of ScanCode and usual short forms become SPDX names") {
  CHECK(canonical_licence("gpl-3.0-plus") == "GPL-3.0-or-later");
  CHECK(canonical_licence("LGPL-2.1") == "LGPL-2.1-only");
  CHECK(canonical_licence("agpl-3.0") == "AGPL-3.0-only");
  CHECK(canonical_licence("bsd-new") == "BSD-3-Clause");
  CHECK(canonical_licence("CC0") == "CC0-1.0");
  CHECK(canonical_licence("cc by 4.0") == "CC-BY-4.0");
  CHECK(canonical_licence("gpl-3.0-plus OR cc-by-sa-3.0") == "GPL-3.0-or-later OR CC-BY-SA-3.0");
  CHECK(canonical_licence("cc-by-3.0 and mit") == "CC-BY-3.0 AND MIT");
  CHECK(canonical_licence("unknown-license-reference").empty());
  CHECK(canonical_licence("proprietary-license") == "LicenseRef-scancode-proprietary-license");
  CHECK(canonical_licence("gpl-") == "gpl-");
}

TEST_CASE("licence: the head of a text names it in plain words") {
  CHECK(licence_in_header("// License CC0: Saturday afternoon\n#define PI 3.0") == "CC0-1.0");
  CHECK(licence_in_header("// The MIT License\n// Copyright me\nvoid f();") == "MIT");
  CHECK(licence_in_header("/*\n * License: Apache 2.0\n */\nint x;") == "Apache-2.0");
  CHECK(licence_in_header("// SPDX-License-Identifier: gpl-3.0-or-later\n") == "GPL-3.0-or-later");
  CHECK(licence_in_header("// License Creative Commons Attribution-NonCommercial-ShareAlike 3.0 "
                          "Unported License.\n") == "CC-BY-NC-SA-3.0");
  CHECK(licence_in_header("// This work is licensed under a Creative Commons Attribution 4.0 "
                          "International License.\n") == "CC-BY-4.0");
  CHECK(licence_in_header("#version 300 es\n// CC BY-SA 4.0, by me\n") == "CC-BY-SA-4.0");
  CHECK(licence_in_header("/* Permission is hereby granted, free of charge, to any */") == "MIT");
  CHECK(licence_in_header("// licensed under GPL v3 or later\n") == "GPL-3.0-or-later");
}

TEST_CASE("licence: a link to Creative Commons names it, wherever it stands") {
  for (const char* text : {"// License: https://creativecommons.org/licenses/by-nc-sa/4.0/\n",
                           "// licensed under (http://www.creativecommons.org/licenses/by-nc-sa/4.0/deed.en).\n",
                           "/* mine\n * <https://creativecommons.org/licenses/by-nc-sa/4.0> */"})
    CHECK_MESSAGE(licence_in_header(text) == "CC-BY-NC-SA-4.0", text);
  CHECK(licence_in_header("// creativecommons.org/publicdomain/zero/1.0/\n") == "CC0-1.0");
  CHECK(canonical_licence("https://creativecommons.org/licenses/by/4.0/") == "CC-BY-4.0");
  CHECK(canonical_licence("https://creativecommons.org/about") == "https://creativecommons.org/about");
}

TEST_CASE("licence: GNU's names and the sentences that apply them are found") {
  const std::string applied =
      "/* This program is free software: you can redistribute it and/or modify\n"
      " * it under the terms of the GNU ";
  const std::string published =
      " Public License as published by\n * the Free Software Foundation, either version ";
  const std::string later = " of the License, or\n * (at your option) any later version.";
  const std::string rest =
      "\n * See the GNU General Public License for more details. If not, see gnu.org. */\n";
  CHECK(licence_in_header(applied + "General" + published + "3" + later + rest) == "GPL-3.0-or-later");
  CHECK(licence_in_header(applied + "General" + published + "2" + later + " All rights reserved." + rest) ==
        "GPL-2.0-or-later");
  CHECK(licence_in_header(applied + "Lesser General" + published + "2.1" + later + "*/") ==
        "LGPL-2.1-or-later");
  CHECK(licence_in_header(applied + "Affero General" + published + "3 of the License.*/") ==
        "AGPL-3.0-only");
  CHECK(licence_in_header("// GNU AGPL v3\n") == "AGPL-3.0-only");
  CHECK(licence_in_header("// License: GPLv3\n") == "GPL-3.0-only");
  CHECK(licence_in_header("// GPLv2+\n") == "GPL-2.0-or-later");
  CHECK(licence_in_header("// under the LGPL\n") == "LGPL-2.0-or-later");
  CHECK(canonical_licence("GPLv3") == "GPL-3.0-only");
  CHECK(canonical_licence("GNU AGPL v3+") == "AGPL-3.0-or-later");
}

TEST_CASE("licence: the texts of permissive licences are found, with their formulas") {
  const std::string bsd =
      "/* Copyright X. All rights reserved.\n * Redistribution and use in source and binary forms, "
      "with or\n * without modification, are permitted provided that ...";
  CHECK(licence_in_header(bsd + "*/") == "BSD-2-Clause");
  CHECK(licence_in_header(bsd + " may not be used to endorse or promote products */") == "BSD-3-Clause");
  CHECK(licence_in_header("// This is free and unencumbered software released into the public domain.\n") ==
        "Unlicense");
  CHECK(licence_in_header("// MIT No Attribution\n") == "MIT-0");
  CHECK(licence_in_header("// License: MIT-0\n") == "MIT-0");
  CHECK(licence_in_header("// Permission to use, copy, modify, and/or distribute this software for any purpose\n"
                          "// with or without fee is hereby granted, provided that the above\n") == "ISC");
  CHECK(licence_in_header("// This software is provided 'as-is', without any express or implied warranty.\n") ==
        "Zlib");
  CHECK(licence_in_header("// All rights reserved. Permission is hereby granted, free of charge, to any\n") == "MIT");
}

TEST_CASE("licence: what preambles and code put before a licence hides no demand of it") {
  const std::string demand = "// License: CC BY-NC 4.0\n";
  for (const char* before : {"#version 300 es\nprecision highp float;\n", "#define A 1\n",
                             "#ifdef GL_ES\nprecision mediump float;\n#endif\n",
                             "#extension GL_OES_standard_derivatives : enable\n",
                             "uniform float t;\nfloat f() { return t; }\n"})
    CHECK_MESSAGE(licence_in_header(before + demand + "void main() {}") == "CC-BY-NC-4.0", before);
  CHECK(licence_in_header("#define A 1 // License: GPL-2.0\n") == "GPL-2.0-only");
  CHECK(licence_in_header("#version 300 es\nprecision highp float; // MIT license\n") == "MIT");
  // Below the header a permissive one is a borrowed function's.
  CHECK_FALSE(licence_in_header("#define A 1\n// MIT license\n"));
  CHECK(licence_in_header("// CC0\nint a;\n// noise: CC BY-NC-SA 3.0\n") == "CC-BY-NC-SA-3.0");
  CHECK(licence_in_header("// MIT license\nint a;\n// noise: all rights reserved, MIT license\n") == "MIT");
}

TEST_CASE("licence: words that only look like a licence give none") {
  CHECK(licence_in_header("// made at MIT\nint x;") == std::nullopt);
  CHECK_FALSE(licence_in_header("// isc, boost and zlib walk into a bar\n"));
  CHECK_FALSE(licence_in_header("// shader by me, 3.0\n"));
  CHECK_FALSE(licence_in_header(""));
  CHECK_FALSE(licence_in_header("/* never closed"));
}

TEST_CASE("licence: a name that is negated, or rights that are reserved, give an unknown one") {
  for (const char* text : {"// You may NOT use this under a CC0 or MIT license. All rights reserved.\n",
                           "// You may not use this under a CC0 license.\n",
                           "// This isn't under the MIT license\n",
                           "// The MIT license does not apply here\n",
                           "// License: MIT. (c) 2020 me, all rights reserved\n",
                           "// All Rights Reserved.\n",
                           "// License: MIT, not for commercial use\n",
                           "// License CC BY 4.0\n// No commercial use\n",
                           "// dont use the MIT license here\n",
                           "// MIT license, but you may not use it commercially\n",
                           "// SPDX-License-Identifier: NOASSERTION\n"})
    CHECK_MESSAGE(licence_in_header(text) == "", text);
  CHECK(licence_in_header("// License: CC0, credit is not required\n") == "CC0-1.0");
  CHECK(licence_in_header("// You don't need to credit me. CC0 - no rights reserved\n") == "CC0-1.0");
  CHECK(licence_in_header("// Licensed under the Apache License, Version 2.0 (the \"License\"); you\n"
                          "// may not use this file except in compliance with the License.\n") ==
        "Apache-2.0");
  CHECK(licence_in_header("// License CC BY-NC-ND 4.0: no derivatives, no commercial use\n") ==
        "CC-BY-NC-ND-4.0");
}

TEST_CASE("licence: of several the one that asks for most holds, or those that together do") {
  CHECK(licence_in_header("// License: CC0 for the noise function; everything else CC BY-NC-SA 3.0\n") ==
        "CC-BY-NC-SA-3.0");
  CHECK(licence_in_header("// CC BY 4.0, the hash is under the MIT license\n") == "CC-BY-4.0");
  CHECK(licence_in_header("// License: MIT\n// License: GPL v3\n") == "GPL-3.0-only");
  CHECK(licence_in_header("// CC BY-SA 4.0 and CC BY-NC 4.0\n") == "CC-BY-NC-4.0 AND CC-BY-SA-4.0");
  CHECK(licence_in_header("// GPLv2\n// CC BY-SA 4.0\n") == "GPL-2.0-only AND CC-BY-SA-4.0");
  CHECK(licence_in_header("// SPDX-License-Identifier: MIT\n// SPDX-License-Identifier: CC-BY-4.0\n") ==
        "MIT AND CC-BY-4.0");
}

TEST_CASE("licence: the key of a header is believed unless its words ask for more") {
  using corpus::stricter_licence;
  CHECK(stricter_licence("MIT OR Apache-2.0", "Apache-2.0") == "MIT OR Apache-2.0");
  CHECK(stricter_licence("Artistic-2.0", std::nullopt) == "Artistic-2.0");
  CHECK(stricter_licence("MIT", "CC-BY-NC-4.0") == "CC-BY-NC-4.0");
  CHECK(stricter_licence("CC0 for the noise; else CC BY-NC 4.0", "CC-BY-NC-4.0") == "CC-BY-NC-4.0");
  CHECK(stricter_licence("MIT", "").empty());
  CHECK(stricter_licence("ask the author", std::nullopt) == "ask the author");
}

TEST_CASE("licence: a licence named below the first code belongs to what was borrowed there") {
  CHECK_FALSE(licence_in_header("float x;\n// License: MIT, found elsewhere\nfloat hash();"));
}

TEST_CASE("licence: a filter keeps and excludes by name, prefix and unknown") {
  const LicenceFilter all{};
  CHECK(all.accepts(""));
  const LicenceFilter open{{"cc0-1.0", "mit", "CC-BY-4*"}, {}};
  CHECK(open.accepts("CC0-1.0"));
  CHECK(open.accepts("CC-BY-4.0"));
  CHECK_FALSE(open.accepts("CC-BY-NC-SA-3.0"));
  CHECK_FALSE(open.accepts(""));
  const LicenceFilter free_of_nc{{}, {"CC-BY-NC*", "unknown"}};
  CHECK(free_of_nc.accepts("MIT"));
  CHECK_FALSE(free_of_nc.accepts("CC-BY-NC-SA-3.0"));
  CHECK_FALSE(free_of_nc.accepts(""));
  CHECK(LicenceFilter{{"unknown"}, {}}.accepts(" "));
  CHECK(LicenceFilter{{"gpl-3.0-plus"}, {}}.accepts("GPL-3.0-or-later"));
}

TEST_CASE("licence: of alternatives one must pass the filter, of joined licences all") {
  const LicenceFilter open{{"CC-BY-4.0", "MIT"}, {}};
  CHECK(open.accepts("CC-BY-4.0 OR GPL-3.0-only"));
  CHECK_FALSE(open.accepts("MIT AND CC-BY-NC-4.0"));
  CHECK(open.accepts("(MIT AND CC-BY-4.0)"));
  const LicenceFilter no_gpl{{}, {"GPL*"}};
  CHECK(no_gpl.accepts("CC-BY-4.0 OR GPL-3.0-only"));
  CHECK_FALSE(no_gpl.accepts("GPL-2.0-only WITH Classpath-exception-2.0"));
}

TEST_CASE("licence: a prefix of a known name is no misspelling") {
  const LicenceFilter filter{{}, {"AGPL*", "LGPL-2*", "BSD*", "mit*", "CC*", "Apache*", "GPL*", "AGLP*"}};
  CHECK(filter.unmatched({}) == std::vector<std::string>{"AGLP*"});
  const LicenceFilter names{{"AGPL", "MIT-0", "Unlicense", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib", "ISC",
                             "MPL-2.0", "Apache-2.0"}, {}};
  CHECK(names.unmatched({}).empty());
}

TEST_CASE("licence: a pattern that is no known name and that no program has is told") {
  const std::set<std::string> found{"", "CC-BY-NC-SA-3.0", "MIT", "ask the author"};
  const LicenceFilter filter{{"mitt", "mit", "GPL-3.0", "CC-BY*", "ask the author", "unknown"}, {"CCBY*"}};
  CHECK(filter.unmatched(found) == std::vector<std::string>{"mitt", "CCBY*"});
}
