# How every file is compiled: warnings as errors, hardening, and the sanitizer a preset asks for.
add_library(waymark_flags INTERFACE)
target_compile_options(waymark_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror
  "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
target_include_directories(waymark_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(waymark_flags INTERFACE JSON_USE_IMPLICIT_CONVERSIONS=0 WAYMARK_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # A false alarm of g++ 12 on coroutine frames.
  target_compile_options(waymark_flags INTERFACE -Wno-mismatched-new-delete)
else()
  target_link_options(waymark_flags INTERFACE -fuse-ld=lld)
endif()

if(WAYMARK_SANITIZE)
  target_compile_options(waymark_flags INTERFACE -fsanitize=${WAYMARK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(waymark_flags INTERFACE -fsanitize=${WAYMARK_SANITIZE})
  # Asio reuses freed frames and blocks, which would hide a use after free.
  target_compile_definitions(waymark_flags INTERFACE BOOST_ASIO_DISABLE_AWAITABLE_FRAME_RECYCLING
    BOOST_ASIO_DISABLE_SMALL_BLOCK_RECYCLING WAYMARK_SANITIZED=1)
  # What tests spend their time in: these libraries, optimized a little, make up for the time it takes.
  set(WAYMARK_BUSY_LIBRARY_FLAGS -O1)
  if(WAYMARK_FUZZ)
    # For the libraries that read bytes from outside: fuzz targets see which lines of them an input reached.
    set(WAYMARK_READER_FLAGS -fsanitize=fuzzer-no-link)
  endif()
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(waymark_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS
    -fstack-protector-strong -fstack-clash-protection -fcf-protection)
endif()

# Asio and Beast are compiled once (adapters/net_impl.cpp); these must be the same in every file of the program.
add_library(waymark_net INTERFACE)
target_link_libraries(waymark_net INTERFACE waymark_flags Boost::headers OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
target_compile_definitions(waymark_net INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  BOOST_ASIO_NO_DEPRECATED BOOST_ALL_NO_LIB BOOST_DISABLE_CURRENT_LOCATION)
