# Finds glslang, its SPIR-V generator and SPIRV-Tools' optimiser as static libraries (Debian: glslang-dev, spirv-tools;
# or the LunarG SDK). Defines Glslang::Glslang, which carries all of them in link order.
include(FindPackageHandleStandardArgs)
find_path(GLSLANG_INCLUDE_DIR glslang/Public/ShaderLang.h)
find_path(SPIRV_TOOLS_INCLUDE_DIR spirv-tools/optimizer.hpp)
set(_glslang_libraries "")
foreach(_name SPIRV glslang MachineIndependent GenericCodeGen OSDependent OGLCompiler glslang-default-resource-limits
              SPIRV-Tools-opt SPIRV-Tools)
  find_library(GLSLANG_${_name}_LIBRARY NAMES lib${_name}.a)
  # OGLCompiler was folded into glslang in later releases.
  if(GLSLANG_${_name}_LIBRARY)
    list(APPEND _glslang_libraries ${GLSLANG_${_name}_LIBRARY})
  endif()
endforeach()
find_package_handle_standard_args(Glslang REQUIRED_VARS GLSLANG_INCLUDE_DIR SPIRV_TOOLS_INCLUDE_DIR
                                  GLSLANG_glslang_LIBRARY GLSLANG_SPIRV_LIBRARY GLSLANG_SPIRV-Tools-opt_LIBRARY)
if(Glslang_FOUND AND NOT TARGET Glslang::Glslang)
  add_library(Glslang::Glslang INTERFACE IMPORTED)
  set_target_properties(Glslang::Glslang PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${GLSLANG_INCLUDE_DIR};${SPIRV_TOOLS_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${_glslang_libraries}")
endif()
