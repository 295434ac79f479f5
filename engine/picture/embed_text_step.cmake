# Writes UNIT: a C++ source that holds the text of FILE as NAMESPACE::NAME.
file(READ "${FILE}" text)
if(text MATCHES "\\)embedded\"")
  message(FATAL_ERROR "${FILE}: holds the end mark of a raw string")
endif()
file(WRITE "${UNIT}" "// Made from ${FILE}: do not edit.
#include <string_view>
namespace ${NAMESPACE} {
extern const std::string_view ${NAME};
const std::string_view ${NAME} = R\"embedded(${text})embedded\";
}
")
